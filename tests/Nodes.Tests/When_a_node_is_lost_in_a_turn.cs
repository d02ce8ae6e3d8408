using System.Diagnostics;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Nodes.Tests;

/// <summary>A node stops being there while it reads a purchase back; Qliro tells another node of the same.</summary>
public sealed class When_a_node_is_lost_in_a_turn(ThreeNodes nodes) : IDisposable
{
    private static readonly TimeSpan takenOver = TimeSpan.FromSeconds(5);

    private readonly HttpClient first = ShopClient.Of(nodes.Nodes[0].Url);
    private readonly HttpClient second = ShopClient.Of(nodes.Nodes[1].Url);

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task Should_take_the_payment_over_within_five_seconds_of_its_death()
    {
        var (purchase, fault) = await InATurnOfTheFirst();
        nodes.Nodes[0].Kill();
        try
        {
            await ShouldBeTakenOver(purchase);
        }
        finally
        {
            fault.Release();
            await nodes.Nodes[0].Start();
        }

        await purchase.Capture();
        await purchase.ShouldBeCapturedOnce();
    }

    [Fact]
    public async Task Should_take_the_payment_over_within_five_seconds_of_its_silence_and_bear_its_return()
    {
        var (purchase, fault) = await InATurnOfTheFirst();
        nodes.Nodes[0].Pause();
        try
        {
            await ShouldBeTakenOver(purchase);
        }
        finally
        {
            fault.Release();
            nodes.Nodes[0].Resume();
        }

        await purchase.Capture();
        await purchase.ShouldBeCapturedOnce();
    }

    private async Task<(Purchase Purchase, Fault Fault)> InATurnOfTheFirst()
    {
        for (var tries = 1; ; tries++)
        {
            var purchase = new Purchase(nodes);
            await purchase.Create();
            nodes.Qliro.Options.PushesByThemselves = false;
            await purchase.Pay();
            nodes.Qliro.Options.PushesByThemselves = true;
            var fault = nodes.Qliro.Faults.On("GET", $"{purchase.QliroOrder}").Hold();
            _ = IgnoreLoss(purchase.Push(first));
            await fault.Arrived;
            if (await nodes.HasTurn(nodes.Nodes[0], purchase.Order)) return (purchase, fault);
            // It was another node's due work that read it: with the next purchase, then.
            fault.Release();
            tries.ShouldBeLessThan(10);
        }
    }

    private async Task ShouldBeTakenOver(Purchase purchase)
    {
        // Taken over is when the other node reads the purchase back: from then on it only has to do what it always
        // does.
        var atWork = nodes.Qliro.Faults.On("GET", $"{purchase.QliroOrder}").Hold();
        var lost = Stopwatch.StartNew();
        var pushed = purchase.Push(second);
        await Task.WhenAny(atWork.Arrived, pushed);
        lost.Elapsed.ShouldBeLessThan(takenOver + await OneRoundTrip());
        atWork.Release();
        (await pushed).EnsureSuccessStatusCode();
        await Wait.Until(() => purchase.IsPaid);
        purchase.ShouldBePaidOnce();
    }

    // A busy machine keeps everybody waiting: what that node needs just now for one call with one write to the
    // database.
    private async Task<TimeSpan> OneRoundTrip()
    {
        var watch = Stopwatch.StartNew();
        (await second.GetAsync("/health/ready")).EnsureSuccessStatusCode();
        return watch.Elapsed;
    }

    private static async Task IgnoreLoss(Task<HttpResponseMessage> call)
    {
        try
        {
            await call;
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
        {
            // Its node died under it; that is the point.
        }
    }
}
