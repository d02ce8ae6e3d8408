using QliroAdapter.Silo.Tests.Cluster;
using QliroAdapter.Silo.Tests.Run;

namespace QliroAdapter.Silo.Tests;

/// <summary>A cluster and an embedded node are two ways to run the same payments on the same data.</summary>
public sealed class When_a_node_takes_anothers_place : IAsyncLifetime
{
    private ClusteredShop shop = null!;

    public async ValueTask InitializeAsync() => shop = await ClusteredShop.Open();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Should_carry_on_where_the_other_stopped()
    {
        var purchase = await shop.Buy();
        await shop.StopAdapter();
        using (var embedded = NodeProcess.Embedded("embedded", NodeProcess.Settings(shop.Shop.Norce, shop.Database)))
        {
            await embedded.Start();
            await shop.Shop.Push(purchase, embedded.Url);
            await Eventually.Holds(() => shop.Shop.Norce.Status(purchase.Order) == "completed");
            (await embedded.Stop()).ShouldBe(0);
        }

        await shop.StartAdapter();
        await shop.Shop.Capture(purchase, shop.Url);

        await Eventually.Holds(() => shop.Shop.Qliro.Books(purchase.QliroOrder).Captured > 0);
        var rows = await shop.Records.Timeline(ClusteredShop.KeyOf(purchase).ToString(), 1000, CancellationToken.None);
        rows.Select(row => row.Sequence).ShouldBe(Enumerable.Range(1, rows.Count).Select(number => (long)number));
        rows.ShouldContain(row => row.Summary.StartsWith("Creation begun", StringComparison.Ordinal));
        rows.ShouldContain(row => row.Kind == "callback" && row.Summary == "capture");
    }
}
