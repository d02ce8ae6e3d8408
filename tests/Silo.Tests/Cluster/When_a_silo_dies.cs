using QliroAdapter.Silo.Tests.Cluster;
using QliroAdapter.Silo.Tests.Run;

namespace QliroAdapter.Silo.Tests;

public sealed class When_a_silo_dies : IAsyncLifetime
{
    private ClusteredShop shop = null!;

    public async ValueTask InitializeAsync() => shop = await ClusteredShop.Open();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Should_serve_its_payments_elsewhere()
    {
        var bought = await Buy(12);
        await shop.Silos.KillSiloAsync(shop.Silos.Silos[^1]);

        await Task.WhenAll(bought.Select(purchase => shop.Shop.Push(purchase)));

        await Eventually.Holds(() => bought.All(one => shop.Shop.Norce.Status(one.Order) == "completed"));
    }

    [Fact]
    public async Task Should_go_on_after_every_silo_was_replaced()
    {
        var bought = await Buy(6);
        foreach (var silo in shop.Silos.Silos.ToList())
        {
            await shop.Silos.StartAdditionalSiloAsync();
            await shop.Silos.KillSiloAsync(silo);
        }

        await Task.WhenAll(bought.Select(purchase => shop.Shop.Push(purchase)));

        await Eventually.Holds(() => bought.All(one => shop.Shop.Norce.Status(one.Order) == "completed"));
    }

    [Fact]
    public async Task Should_do_its_due_work_elsewhere()
    {
        var purchase = (await Buy(1))[0];
        shop.Shop.Norce.Faults.GoDown();
        await shop.Shop.Push(purchase);
        await shop.Silos.KillSiloAsync(shop.Silos.Silos[^1]);

        shop.Shop.Norce.Faults.ComeUp();

        await Eventually.Holds(() => shop.Shop.Norce.Status(purchase.Order) == "completed");
    }

    private async Task<Purchase[]> Buy(int many)
        => await Task.WhenAll(Enumerable.Range(0, many).Select(_ => shop.Buy()));
}
