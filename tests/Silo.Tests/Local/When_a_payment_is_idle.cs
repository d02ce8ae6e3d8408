using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Ops;

namespace QliroAdapter.Silo.Tests.Local;

public sealed class When_a_payment_is_idle : IAsyncLifetime
{
    private LocalShop shop = null!;

    public async ValueTask InitializeAsync() => shop = await LocalShop.Open(("Silo:IdleSeconds", "1"));

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Should_leave_memory_and_come_back_with_the_next_message()
    {
        var purchase = await shop.Buy();
        var key = Cluster.ClusteredShop.KeyOf(purchase).ToString();
        // The payment and its order.
        shop.Statistics.Activations.ShouldBe(2);
        (await shop.Push(purchase)).ShouldBe(200);
        var loads = shop.Store.LoadsOf(key);

        await Cluster.Eventually.Holds(() => shop.Statistics.Activations == 0);

        (await shop.Push(purchase)).ShouldBe(200);
        shop.Store.LoadsOf(key).ShouldBe(loads + 1);
        shop.Statistics.Activations.ShouldBe(1);
    }

    /// <summary>Orleans' directory keeps in its cache where a payment was.</summary>
    [Fact]
    public async Task Should_be_held_by_no_node_once_it_has_left_memory()
    {
        var purchase = await shop.Buy();
        var key = Cluster.ClusteredShop.KeyOf(purchase);
        var cluster = shop.Services.GetRequiredService<ICluster>();
        (await shop.Push(purchase)).ShouldBe(200);
        (await cluster.Holder(key, TestContext.Current.CancellationToken)).ShouldNotBeNull();

        await Cluster.Eventually.Holds(() => shop.Statistics.Activations == 0);

        (await cluster.Holder(key, TestContext.Current.CancellationToken)).ShouldBeNull();
    }
}
