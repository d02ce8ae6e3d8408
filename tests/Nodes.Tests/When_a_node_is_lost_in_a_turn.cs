using System.Diagnostics;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Nodes.Tests;

/// <summary>A node stops being there while it reads a purchase back; Qliro tells another node of the same.</summary>
public sealed class When_a_node_is_lost_in_a_turn(ThreeNodes nodes) : IDisposable
{
    private static readonly TimeSpan takenOver = TimeSpan.FromSeconds(5);

    private readonly HttpClient first = ThreeNodes.ClientOf(nodes.Nodes[0]);
    private readonly HttpClient second = ThreeNodes.ClientOf(nodes.Nodes[1]);

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task Should_serve_the_payment_within_five_seconds_of_its_death()
    {
        var (purchase, fault) = await InATurnOfTheFirst();
        nodes.Nodes[0].Kill();
        await ShouldBeTakenOver(purchase);
        fault.Release();
        await nodes.Nodes[0].Start();
        await purchase.Capture();
        await purchase.ShouldBeCapturedOnce();
    }

    [Fact]
    public async Task Should_serve_the_payment_within_five_seconds_of_its_silence_and_bear_its_return()
    {
        var (purchase, fault) = await InATurnOfTheFirst();
        nodes.Nodes[0].Pause();
        await ShouldBeTakenOver(purchase);
        fault.Release();
        nodes.Nodes[0].Resume();
        await purchase.Capture();
        await purchase.ShouldBeCapturedOnce();
    }

    private async Task<(Purchase Purchase, Fault Fault)> InATurnOfTheFirst()
    {
        var purchase = new Purchase(nodes);
        await purchase.Create();
        nodes.Qliro.Options.PushesByThemselves = false;
        await purchase.Pay();
        nodes.Qliro.Options.PushesByThemselves = true;
        var fault = nodes.Qliro.Faults.On("GET", $"{purchase.QliroOrder}").Hold();
        _ = IgnoreLoss(purchase.Push(first));
        await fault.Arrived;
        return (purchase, fault);
    }

    private async Task ShouldBeTakenOver(Purchase purchase)
    {
        var lost = Stopwatch.StartNew();
        (await purchase.Push(second)).EnsureSuccessStatusCode();
        await Wait.Until(() => purchase.IsPaid);
        lost.Elapsed.ShouldBeLessThan(takenOver);
        purchase.ShouldBePaidOnce();
    }

    private static async Task IgnoreLoss(Task<HttpResponseMessage> call)
    {
        try
        {
            await call;
        }
        catch (HttpRequestException)
        {
            // Its node died under it; that is the point.
        }
    }
}
