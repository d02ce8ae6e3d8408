namespace QliroAdapter.Nodes.Tests;

public sealed class When_callbacks_come_to_any_node(ThreeNodes nodes)
{
    [Fact]
    public Task Should_sell_each_order_once() => Load.Run(nodes, 24);

    [Fact]
    public async Task Should_tell_norce_once_however_often_and_wherever_qliro_tells()
    {
        var purchases = Enumerable.Range(0, 5).Select(_ => new Purchase(nodes)).ToList();
        await Task.WhenAll(purchases.Select(async purchase =>
        {
            await purchase.Create();
            await purchase.Pay();
            await Task.WhenAll(Enumerable.Range(0, 9).Select(async _ =>
                (await purchase.Push(nodes.Client)).EnsureSuccessStatusCode()));
            await Wait.Until(() => purchase.IsPaid);
            await purchase.Capture();
            await purchase.ShouldBeCapturedOnce();
        }));
    }

    [Fact]
    public async Task Should_create_one_payment_when_every_node_is_asked_at_once()
    {
        for (var round = 0; round < 3; round++)
        {
            var purchase = new Purchase(nodes);
            var clients = nodes.Nodes.Select(node => ShopClient.Of(node.Url)).ToList();
            await Task.WhenAll(clients.Concat(clients).Select(purchase.Create));
            await purchase.Pay();
            await Wait.Until(() => purchase.IsPaid);
            purchase.ShouldBePaidOnce();
            foreach (var client in clients) client.Dispose();
        }
    }
}
