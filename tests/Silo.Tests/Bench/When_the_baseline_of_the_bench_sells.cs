using System.Net;
using Microsoft.AspNetCore.Builder;
using QliroAdapter.Bench.Baseline;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Silo.Tests.Run;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Silo.Tests.Bench;

/// <summary>
/// The adapter is compared with it, so it must do the same: whoever does less is faster. Between the same partners.
/// </summary>
public sealed class When_the_baseline_of_the_bench_sells : IAsyncLifetime
{
    private readonly Balancer balancer = new();
    private Run.Shop shop = null!;
    private WebApplication baseline = null!;

    public async ValueTask InitializeAsync()
    {
        shop = await Run.Shop.Open(balancer);
        var server = await PostgresServer.Shared;
        var settings = new Dictionary<string, string>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Adapter:AccessTokens:0"] = NorceSimulatorOptions.DefaultToken,
            ["Adapter:CallbackSecrets:0"] = SandboxHost.CallbackSecret,
            ["Norce:OrderApiUrl"] = shop.Norce.OrderApiUrl,
            ["Norce:ConfigurationApiUrl"] = shop.Norce.ConfigurationApiUrl,
            ["Norce:Token"] = NorceSimulatorOptions.DefaultToken,
            ["Storage:Postgres:ConnectionString"] = await server.CreateDatabase(),
        };
        baseline = await BaselineApp.Build([.. settings.Select(one => $"--{one.Key}={one.Value}")]);
        await baseline.StartAsync();
        balancer.Nodes = [baseline.Urls.First()];
    }

    public async ValueTask DisposeAsync()
    {
        await baseline.DisposeAsync();
        await shop.DisposeAsync();
        balancer.Dispose();
    }

    [Fact]
    public async Task Should_sell_and_capture_what_the_cart_holds()
    {
        var order = shop.AddOrder();
        (await shop.Create(order, Balancer.Url)).ShouldBe(200);
        (await shop.Norce.ChangeQuantity(order, 0, 3)).IsSuccess.ShouldBeTrue();
        var purchase = await Buy(order);
        await shop.Push(purchase);
        await shop.Capture(purchase);
        await shop.Qliro.FlushPushes();

        shop.TotalsFaults(purchase, captured: true).ShouldBeEmpty();
        shop.Qliro.Totals(purchase.QliroOrder).Captured.ShouldBe(37500);
        var sold = shop.Norce.Order(order);
        ((decimal)sold["payments"]![0]!["amount"]!).ShouldBe(375m);
        ((string?)sold["customer"]!["billing"]!["city"]).ShouldBe("Stockholm");
        ((string?)sold["customer"]!["shipping"]!["city"]).ShouldBe("Stockholm");
        sold["payments"]![0]!["actions"]!.AsArray().Select(action => (string?)action!["type"]).ShouldBe(["refund"]);
        shop.Norce.Transactions(order, purchase.Payment).Select(entry => (string?)entry["event"])
            .ShouldBe(["open", "process", "confirm", "capture"]);
    }

    [Fact]
    public async Task Should_only_read_when_a_push_comes_again()
    {
        var order = shop.AddOrder();
        await shop.Create(order, Balancer.Url);
        var purchase = await Buy(order);
        await shop.Push(purchase);
        shop.Norce.Log.Clear();
        shop.Qliro.Log.Clear();
        await shop.Push(purchase);

        shop.Norce.Log.All.ShouldBeEmpty();
        shop.Qliro.Log.All.Select(call => call.Method).ShouldBe(["GET"]);
    }

    [Fact]
    public async Task Should_answer_nobody_without_a_token()
    {
        var order = shop.AddOrder();
        await shop.Create(order, Balancer.Url);
        var purchase = await Buy(order);
        using var http = new HttpClient(balancer, disposeHandler: false);
        using var push = await http.PostAsync(
            new Uri(purchase.PushUrl.Replace("token=", "token=x", StringComparison.Ordinal)), null);
        using var create = await http.PostAsync(
            new Uri($"{Balancer.Url}/api/checkout/v1/orders/{shop.AddOrder()}/payments"), null);

        push.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        create.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        shop.Norce.Transitions(order).ShouldNotContain("completed");
    }

    // The shopper pays, and Qliro's push is kept back.
    private async Task<Purchase> Buy(string order)
    {
        var payment = shop.Norce.LivePayment(order)!;
        var id = long.Parse((string)payment["reference"]!);
        (await shop.Qliro.CompleteAsync(id)).Accepted.ShouldBeTrue();
        var push = shop.Qliro.Pushes.Single(one => one.OrderId == id && one.Kind == PushKind.CheckoutStatus);
        return new(order, (string)payment["id"]!, id, push.Url, System.Text.Json.Nodes.JsonNode.Parse(push.Body)!.AsObject());
    }
}
