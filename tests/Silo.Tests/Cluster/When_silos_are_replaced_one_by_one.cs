namespace QliroAdapter.Silo.Tests.Cluster;

public sealed class When_silos_are_replaced_one_by_one : IAsyncLifetime
{
    private ClusteredShop shop = null!;

    public async ValueTask InitializeAsync() => shop = await ClusteredShop.Open();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Should_fail_no_request()
    {
        using var over = new CancellationTokenSource();
        var shoppers = Enumerable.Range(0, 3).Select(_ => Shop(over.Token)).ToList();
        foreach (var node in shop.Nodes.Running)
        {
            await shop.Nodes.Start();
            await shop.Nodes.Stop(node);
        }

        await over.CancelAsync();

        (await Task.WhenAll(shoppers)).Sum().ShouldBeGreaterThan(0);
    }

    // Every purchase is acknowledged at the first push; a second push would mean that a request had failed.
    private async Task<int> Shop(CancellationToken over)
    {
        var served = 0;
        while (!over.IsCancellationRequested || served == 0)
        {
            var purchase = await shop.Buy();
            (await shop.Shop.Push(purchase)).Tries.ShouldBe(1);
            using var answer = await shop.Shop.CaptureOnce(purchase, shop.Url);
            answer.EnsureSuccessStatusCode();
            served++;
        }

        return served;
    }
}
