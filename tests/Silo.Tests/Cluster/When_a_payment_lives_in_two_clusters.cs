using QliroAdapter.OrderManagement;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Silo.Tests.Run;
using QliroAdapter.Store;

namespace QliroAdapter.Silo.Tests.Cluster;

/// <summary>
/// The worst failure of a cluster is a membership that splits in two: each payment then has two activations that do not
/// know of each other. The version of the stored document must keep them apart.
/// </summary>
public sealed class When_a_payment_lives_in_two_clusters : IAsyncLifetime
{
    private ClusteredShop shop = null!;
    private TestNodes others = null!;

    public async ValueTask InitializeAsync()
    {
        shop = await ClusteredShop.Open();
        others = new TestNodes(shop.Settings, clusterId: "others");
        await others.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await others.StoppedAsync(CancellationToken.None);
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task Should_complete_each_purchase_once()
    {
        var bought = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => shop.Buy()));

        await Task.WhenAll(bought.SelectMany(one => InBoth(one, grain => grain.ReceivePush(new ReceivePush()))));

        await Eventually.Holds(() => bought.All(one => shop.Shop.Norce.Status(one.Order) == "completed"));
        foreach (var purchase in bought)
            shop.Shop.Norce.Transitions(purchase.Order).Count(status => status == "completed").ShouldBe(1);
    }

    [Fact]
    public async Task Should_capture_once()
    {
        var bought = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => shop.Buy()));
        await Task.WhenAll(bought.Select(one => shop.Shop.Push(one)));

        await Task.WhenAll(bought.SelectMany(one => InBoth(one, grain => grain.Capture(new CaptureOrder()))));

        await Eventually.Holds(() => bought.All(one => TotalsOf(one).Captured == TotalsOf(one).Authorized));
        foreach (var purchase in bought) TotalsOf(purchase).Operations["Capture"].ShouldBe(1);
    }

    private QliroTotals TotalsOf(Purchase purchase) => shop.Shop.Qliro.Totals(purchase.QliroOrder);

    // Sent twice to each half, at the same time. A call that is refused, or loses too often, was not done; and nothing
    // may be done twice.
    private IEnumerable<Task> InBoth<T>(Purchase purchase, Func<IPaymentGrain, Task<Outcome<T>>> message)
    {
        var halves = new[] { shop.Nodes.Running[0], others.Running[0] };
        return halves.Concat(halves).Select(half => Send(ClusteredShop.GrainOf(purchase, half), message));
    }

    private static async Task Send<T>(IPaymentGrain grain, Func<IPaymentGrain, Task<Outcome<T>>> message)
    {
        try
        {
            await message(grain);
        }
        catch (StoreConflictException)
        {
            // Qliro would repeat the push.
        }
    }
}
