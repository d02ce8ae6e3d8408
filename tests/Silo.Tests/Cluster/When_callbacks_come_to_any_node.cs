using QliroAdapter.Silo.Tests.Run;

namespace QliroAdapter.Silo.Tests.Cluster;

public sealed class When_callbacks_come_to_any_node : IAsyncLifetime
{
    private ClusteredShop shop = null!;

    private IReadOnlyList<string> Urls => [shop.Url, .. shop.Nodes.Running.Select(ClusteredShop.UrlOf)];

    public async ValueTask InitializeAsync() => shop = await ClusteredShop.Open();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Should_tell_norce_once_however_often_and_wherever_qliro_tells()
    {
        var bought = await Task.WhenAll(Urls.Select(shop.Shop.Buy));

        await Task.WhenAll(bought.SelectMany(purchase => Urls.Concat(Urls).Concat(Urls).Select(
            url => shop.Shop.Push(purchase, url))));
        await Task.WhenAll(bought.Zip(Urls, (purchase, url) => shop.Shop.Capture(purchase, url)));

        foreach (var purchase in bought)
            await Eventually.Holds(() => !shop.Shop.TotalsFaults(purchase, captured: true).Any());
    }

    [Fact]
    public async Task Should_create_one_payment_when_every_node_is_asked_at_once()
    {
        var order = shop.Shop.AddOrder();

        var answers = await Task.WhenAll(Urls.Concat(Urls).Select(url => shop.Shop.Create(order, url)));

        answers.Count(status => status == 200).ShouldBe(1);
        answers.Count(status => status == 409).ShouldBe(answers.Length - 1);
        shop.Shop.Norce.Order(order)["payments"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_carry_the_callers_trace_to_wherever_the_payment_lives()
    {
        foreach (var url in Urls)
        {
            // The first push of a purchase reads Qliro.
            var purchase = await shop.Buy(shop.Nodes.Running[1]);
            var trace = Traces.New();
            (await shop.Shop.Send(HttpMethod.Post, $"{url}{new Uri(purchase.PushUrl).PathAndQuery}", trace))
                .ShouldBe(200);
            shop.Shop.Qliro.Log.Of("GET", $"{purchase.QliroOrder}").Select(Traces.Of).ShouldContain(trace);
        }
    }
}
