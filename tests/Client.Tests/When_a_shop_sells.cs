using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Client.Tests;

public sealed class When_a_shop_sells(RealAdapter adapter) : IClassFixture<RealAdapter>
{
    [Fact]
    public async Task Should_go_from_checkout_to_refund()
    {
        var order = adapter.AddOrder();
        var checkout = await adapter.Client.Create(order);
        checkout.HtmlSnippet.ShouldNotBeEmpty();
        await adapter.Buy(order);

        await adapter.Client.Capture(order, checkout.PaymentId, idempotencyKey: "c-1");
        await adapter.Client.Capture(order, checkout.PaymentId, idempotencyKey: "c-1");
        await RealAdapter.Until(() => (string?)adapter.PaymentOf(order)["state"] == "captured");
        await adapter.Client.Refund(order, checkout.PaymentId, idempotencyKey: "r-1");
        await RealAdapter.Until(() => (string?)adapter.PaymentOf(order)["state"] == "credited");

        var totals = adapter.Sandbox.Qliro.Totals(adapter.QliroOrderOf(order));
        (totals.Operations["Capture"], totals.Captured, totals.Refunded).ShouldBe((1, 25000L, 25000L));
    }

    [Fact]
    public async Task Should_take_a_part_by_its_sku()
    {
        var order = adapter.AddOrder(
            NorceOrders.Item("MUG-1", "Mug", 125m, 2, 0.25m), NorceOrders.Item("TEA-1", "Tea", 100m, 1, 0.12m));
        var checkout = await adapter.Client.Create(order);
        await adapter.Buy(order);

        await adapter.Client.Capture(order, checkout.PaymentId, new() { Items = [new("MUG-1", 1)] });

        adapter.Sandbox.Qliro.Totals(adapter.QliroOrderOf(order)).Captured.ShouldBe(12500L);
    }

    [Fact]
    public async Task Should_release_items_give_a_sum_back_and_read_the_ledger()
    {
        var order = adapter.AddOrder(
            NorceOrders.Item("MUG-1", "Mug", 125m, 2, 0.25m), NorceOrders.Item("TEA-1", "Tea", 100m, 1, 0.12m));
        var checkout = await adapter.Client.Create(order);
        await adapter.Buy(order);
        var adminOrder = () => adapter.Sandbox.Qliro.Totals(adapter.QliroOrderOf(order));

        await adapter.Client.Cancel(order, checkout.PaymentId, new() { Items = [new("TEA-1", 1)] });
        await RealAdapter.Until(() => adminOrder().Reserved == 25000);
        await RealAdapter.Until(() => adapter.PaymentOf(order)["attributes"]?["qliroOperation"] is null);
        await adapter.Client.Capture(order, checkout.PaymentId);
        await RealAdapter.Until(() => (string?)adapter.PaymentOf(order)["state"] == "captured");
        await adapter.Client.Refund(order, checkout.PaymentId, new() { Amount = 50m, Reason = "Scratched" });
        await RealAdapter.Until(() => (decimal?)adapter.PaymentOf(order)["attributes"]?["qliroRefunded"] == 50m);

        var ledger = await adapter.Client.GetLedger(order, checkout.PaymentId);
        (ledger.Currency, ledger.Totals).ShouldBe(("SEK", new LedgerTotals(250m, 250m, 50m, 0m, 200m)));
        var line = ledger.Lines.ShouldHaveSingleItem();
        (line.Sku, line.Price, line.VatRate, line.Captured, line.Refunded, line.Returnable)
            .ShouldBe(("MUG-1", 125m, 0.25m, 2m, 0m, 2m));
        ledger.Captures.ShouldHaveSingleItem().Returnable.ShouldBe(200m);
        ledger.Operation.ShouldBeNull();
        var refused = await Should.ThrowAsync<AdapterException>(
            adapter.Client.Refund(order, checkout.PaymentId, new() { Amount = 200.01m }));
        (refused.Error!.Code, refused.Error.Message).ShouldSatisfyAllConditions(
            error => error.Code.ShouldBe("order-bad-request"), error => error.Message.ShouldContain("200.00 SEK"));
    }

    [Fact]
    public async Task Should_be_refused_another_body_under_the_same_key()
    {
        var order = adapter.AddOrder(NorceOrders.Item("MUG-1", "Mug", 125m, 3, 0.25m));
        var checkout = await adapter.Client.Create(order);
        await adapter.Buy(order);
        await adapter.Client.Capture(order, checkout.PaymentId, new() { Items = [new("MUG-1", 1)] }, "c-1");

        var failure = await Should.ThrowAsync<AdapterException>(
            adapter.Client.Capture(order, checkout.PaymentId, new() { Items = [new("MUG-1", 2)] }, "c-1"));

        ((int?)failure.StatusCode, failure.Outcome).ShouldBe((409, AdapterOutcome.Refused));
        failure.Error!.Message.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Should_take_a_checkout_away()
    {
        var order = adapter.AddOrder();
        var checkout = await adapter.Client.Create(order);

        await adapter.Client.Remove(order, checkout.PaymentId);

        adapter.Sandbox.Norce.LivePayment(order).ShouldBeNull();
    }

    [Fact]
    public async Task Should_bring_what_the_page_and_qliro_tell()
    {
        var (merchant, channel) = (adapter.Sandbox.Merchant, adapter.Sandbox.Channel);
        var order = adapter.AddOrder();
        var checkout = await adapter.Client.Create(order);
        var url = new Uri((string)adapter.Sandbox.Qliro.Request(
            adapter.QliroOrderOf(order))["MerchantCheckoutStatusPushUrl"]!);
        var token = url.Query.Split("token=")[1];

        await adapter.Client.UpdateCustomer(order, checkout.PaymentId, merchant, channel);
        await adapter.Client.Refresh(order, checkout.PaymentId);
        (await adapter.Client.Push(order, checkout.PaymentId, merchant, channel, token)).CallbackResponse
            .ShouldBe("received");
        (await adapter.Client.Status(order, checkout.PaymentId, merchant, channel, token)).CallbackResponse
            .ShouldBe("received");
        (await adapter.Client.UpdatePayment(order, checkout.PaymentId, adapter.Sandbox.Norce.Order(order)))
            .ShouldBeEmpty();
        var declined = await Should.ThrowAsync<AdapterException>(adapter.Client.Validate(
            order, checkout.PaymentId, merchant, channel, token, new JsonObject { ["OrderId"] = 1 }));
        declined.Decline!.DeclineReason.ShouldBe("Other");
        declined.Decline.DeclineReasonMessage.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Should_read_a_refusal_and_a_problem()
    {
        var refused = await Should.ThrowAsync<AdapterException>(adapter.Client.Create("oNowhere"));
        ((int?)refused.StatusCode, refused.Error!.Code, refused.Outcome)
            .ShouldBe((404, "order-not-found", AdapterOutcome.Refused));
        refused.TraceId.ShouldNotBeNullOrEmpty();

        var wrong = await Should.ThrowAsync<AdapterException>(
            adapter.Client.UpdateCustomer("o1", "p1", "", "1"));
        ((int?)wrong.StatusCode).ShouldBe(400);
        wrong.Problem!.Errors!.Keys.ShouldBe(["merchant"]);
    }

    [Fact]
    public async Task Should_work_from_a_container()
    {
        await using var provider = Container();
        var order = adapter.AddOrder();

        var checkout = await provider.GetRequiredService<IAdapterClient>().Create(order);

        checkout.PaymentId.ShouldBe((string)adapter.PaymentOf(order)["id"]!);
    }

    private ServiceProvider Container()
    {
        var services = new ServiceCollection();
        services.AddAdapterClient(new()
        {
            BaseUrl = new(adapter.Url), AccessToken = SandboxHost.AccessToken, Merchant = adapter.Sandbox.Merchant,
            Channel = adapter.Sandbox.Channel,
        });
        return services.BuildServiceProvider();
    }
}
