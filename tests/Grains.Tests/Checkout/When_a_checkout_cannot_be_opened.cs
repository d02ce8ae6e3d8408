using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_a_checkout_cannot_be_opened
{
    [Fact, Trait("norce", "2")]
    public async Task Should_not_find_an_order_that_does_not_exist()
    {
        await using var shop = await Shop.Open();

        (await shop.Create("onowhere")).Error!.Code.ShouldBe(ErrorCodes.OrderNotFound);

        shop.Qliro.Log.All.ShouldBeEmpty();
    }

    [Fact, Trait("norce", "3")]
    public async Task Should_add_nothing_without_a_configuration()
    {
        await using var shop = await Shop.Open();
        shop.Norce.RemoveConfiguration();
        var orderId = shop.AddOrder();

        (await shop.Create(orderId)).Error!.Code.ShouldBe(ErrorCodes.ConfigurationNotFound);

        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    [Fact, Trait("norce", "3")]
    public async Task Should_add_nothing_with_a_configuration_that_lacks_the_secret()
    {
        await using var shop = await Shop.Open(
            document => document["apiSettings"]!.AsObject().Remove("merchantApiSecret"));
        var orderId = shop.AddOrder();

        (await shop.Create(orderId)).Error!.Code.ShouldBe(ErrorCodes.ConfigurationError);

        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    [Theory, Trait("norce", "4")]
    [InlineData("walley_checkout_adapter")]
    public async Task Should_not_stand_beside_a_live_payment_of_another(string adapterId)
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        await Add(shop, orderId, adapterId, "intent");

        (await shop.Create(orderId)).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);

        shop.Norce.Log.Writes.ShouldBeEmpty();
        shop.Qliro.OrderIds.ShouldBeEmpty();
    }

    [Fact, Trait("norce", "4")]
    public async Task Should_not_stand_beside_a_live_payment_of_ours()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Log.Clear();

        (await shop.Create(purchase.OrderId)).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);

        shop.Norce.Log.Writes.ShouldBeEmpty();
        shop.Qliro.OrderIds.Count.ShouldBe(1);
    }

    [Fact, Trait("norce", "5")]
    public async Task Should_not_mind_a_removed_payment()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        await Add(shop, orderId, "walley_checkout_adapter", "removed");

        (await shop.Create(orderId)).Error.ShouldBeNull();
    }

    [Theory, Trait("norce", "6")]
    [InlineData("completed")]
    [InlineData("processing")]
    public async Task Should_refuse_an_order_that_is_not_in_checkout(string status)
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Norce.Overwrite(orderId, order => order["state"]!["currentStatus"] = status);

        (await shop.Create(orderId)).Error!.Code.ShouldBe(ErrorCodes.OrderConflict);

        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    [Fact, Trait("norce", "7")]
    public async Task Should_clear_the_payment_away_when_qliro_refuses()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Qliro.Faults.On("POST", "/Orders").Answer(400,
            """{"ErrorCode":"PAYMENT_METHOD_NOT_CONFIGURED","ErrorMessage":"No.","ErrorReference":"7c5b29d4-3e21-4ca3-9d63-5a4d5b9a2a77"}""");

        var created = await shop.Create(orderId);

        created.Error!.Code.ShouldBe(ErrorCodes.QliroBadRequest);
        created.Error.QliroError!.ErrorCode.ShouldBe("PAYMENT_METHOD_NOT_CONFIGURED");
        created.Error.QliroError.ErrorReference.ShouldNotBeNull();
        shop.Norce.LivePayment(orderId).ShouldBeNull();
        ((JsonArray?)shop.Norce.Order(orderId)["hooks"] ?? []).ShouldBeEmpty();
    }

    [Fact, Trait("norce", "8")]
    public async Task Should_clear_the_payment_away_when_hooks_cannot_be_registered()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Norce.Faults.On("POST", "/hooks").After(2).Answer(500, times: 10);

        (await shop.Create(orderId)).Error!.Code.ShouldBe(ErrorCodes.OrderError);

        shop.Norce.LivePayment(orderId).ShouldBeNull();
        ((JsonArray?)shop.Norce.Order(orderId)["hooks"] ?? []).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_refuse_an_order_with_nothing_to_pay()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        await shop.Norce.AddVoucher(orderId, 250m);

        (await shop.Create(orderId)).Error!.Code.ShouldBe(ErrorCodes.OrderBadRequest);

        shop.Qliro.OrderIds.ShouldBeEmpty();
    }

    [Fact, Trait("qliro", "14")]
    public async Task Should_refuse_more_lines_than_qliro_takes_before_anything_is_added()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder(
            NorceOrders.Cart([.. Enumerable.Range(1, 201).Select(number => NorceOrders.Item($"T-{number}"))]));

        (await shop.Create(orderId)).Error!.Code.ShouldBe(ErrorCodes.OrderValidation);

        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    private static async Task Add(Shop shop, string orderId, string adapterId, string state)
        => (await shop.Norce.Call("POST", orderId, "/payments", new JsonObject
        {
            ["adapterId"] = adapterId, ["name"] = "Other", ["type"] = "default", ["currency"] = "SEK",
            ["amount"] = 250m, ["state"] = state,
        }, adapterId)).IsSuccess.ShouldBeTrue();
}
