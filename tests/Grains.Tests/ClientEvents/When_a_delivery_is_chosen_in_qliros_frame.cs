using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Qliro;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.ClientEvents;

public sealed class When_a_delivery_is_chosen_in_qliros_frame
{
    [Fact, Trait("norce", "40"), Trait("qliro", "54")]
    public async Task Should_keep_one_shipping_of_ours_and_count_its_fee_once()
    {
        await using var shop = await Shop.Open(Integrated);
        var purchase = await shop.OpenCheckout();

        await Choose(
            purchase, new("post", "Postombud", 49m, 39.20m) { SecondaryOption = "P1", PickupName = "Kiosken" });

        var shipping = ((JsonArray)purchase.NorceOrder["shippings"]!).ShouldHaveSingleItem()!;
        ((string?)shipping["adapterId"]).ShouldBe("qliro_checkout_adapter");
        ((decimal)shipping["total"]!["includingVat"]!).ShouldBe(49m);
        ((decimal)shipping["total"]!["excludingVat"]!).ShouldBe(39.20m);
        ((decimal)shipping["vatRate"]!).ShouldBe(0.25m);
        ((string?)shipping["deliveryDetails"]!["product"]!["reference"]).ShouldBe("post");
        ((string?)shipping["deliveryDetails"]!["pickupLocation"]!["name"]).ShouldBe("Kiosken");
        purchase.NorceAmount.ShouldBe(299m);
        purchase.QliroTotal.ShouldBe(299m);
    }

    [Fact, Trait("norce", "40")]
    public async Task Should_change_the_same_shipping_for_another_choice()
    {
        await using var shop = await Shop.Open(Integrated);
        var purchase = await shop.OpenCheckout();
        await Choose(purchase, new("post", "Postombud", 49m, 39.20m));

        await Choose(purchase, new("home", "Hem", 99m, 79.20m));

        var shipping = ((JsonArray)purchase.NorceOrder["shippings"]!).ShouldHaveSingleItem()!;
        ((string?)shipping["name"]).ShouldBe("Hem");
        purchase.NorceAmount.ShouldBe(349m);
        purchase.QliroTotal.ShouldBe(349m);
    }

    [Fact, Trait("qliro", "54")]
    public async Task Should_be_bought_with_its_delivery()
    {
        await using var shop = await Shop.Open(Integrated);
        var purchase = await shop.OpenCheckout();
        await Choose(purchase, new("post", "Postombud", 49m, 39.20m));
        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeTrue();
        purchase.NorceAmount.ShouldBe(424m);
        purchase.QliroTotal.ShouldBe(424m);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        purchase.NorceState.ShouldBe("reserved");
        purchase.NorcePayment["attributes"]?["qliroAmountMismatch"].ShouldBeNull();
    }

    [Fact, Trait("qliro", "46")]
    public async Task Should_believe_qliros_amounts_and_not_the_browsers()
    {
        await using var shop = await Shop.Open(Integrated);
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SelectShipping(purchase.QliroOrderId, new("post", "Postombud", 49m, 39.20m));

        (await purchase.Grain.UpdateShippingOption(
            new() { Selected = new() { Method = "post", Price = 1m } })).Error.ShouldBeNull();

        purchase.NorceAmount.ShouldBe(299m);
    }

    [Fact]
    public async Task Should_believe_no_late_report_of_another_pickup_point()
    {
        await using var shop = await Shop.Open(Integrated);
        var purchase = await shop.OpenCheckout();
        var first = Chosen(purchase, new("post", "Postombud", 49m, 39.20m)
        {
            SecondaryOption = "P1", PickupName = "Kiosken",
        });
        await Choose(purchase, new("post", "Postombud", 49m, 39.20m)
        {
            SecondaryOption = "P2", PickupName = "Macken",
        });

        (await purchase.Grain.UpdateShippingOption(new() { Selected = first })).Error.ShouldBeNull();

        var place = purchase.NorceOrder["shippings"]![0]!["deliveryDetails"]!["pickupLocation"]!;
        ((string?)place["reference"], (string?)place["name"]).ShouldBe(("P2", "Macken"));
    }

    [Fact]
    public async Task Should_believe_no_late_report_of_an_extra_service()
    {
        await using var shop = await Shop.Open(Integrated);
        var purchase = await shop.OpenCheckout();
        var first = Chosen(purchase, new("home", "Hem", 59m, 47.20m)
        {
            Services = ["evening"], ServicesPrice = 20m, ServicesPriceExVat = 16m,
        });
        await Choose(purchase, new("home", "Hem", 59m, 47.20m));

        (await purchase.Grain.UpdateShippingOption(new() { Selected = first })).Error.ShouldBeNull();

        (purchase.NorceOrder["shippings"]![0]!["addons"] as JsonArray ?? []).ShouldBeEmpty();
        purchase.NorceAmount.ShouldBe(309m);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_leave_one_shipping_when_two_were_added(bool isAsked)
    {
        await using var shop = await Shop.Open(Integrated);
        var purchase = await shop.OpenCheckout();
        await Choose(purchase, new("post", "Postombud", 49m, 39.20m));
        shop.Norce.Overwrite(purchase.OrderId, order =>
        {
            var again = order["shippings"]![0]!.DeepClone();
            again["id"] = null;
            ((JsonArray)order["shippings"]!).Add(again);
        });

        shop.Callbacks.AreSilent = !isAsked;
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        shop.Callbacks.AreSilent = false;
        await shop.Qliro.FlushPushes();

        ((JsonArray)purchase.NorceOrder["shippings"]!).Select(one => (string?)one!["state"])
            .ShouldBe(["confirmed", "removed"]);
        (purchase.NorceAmount, purchase.QliroTotal, purchase.OrderStatus).ShouldBe((299m, 299m, "completed"));
    }

    /// <summary>The Qliro order that takes its place offers the deliveries anew.</summary>
    [Theory]
    [InlineData(false, new string[0])]
    [InlineData(true, new[] { "shop" })]
    public async Task Should_deliver_nothing_by_a_choice_in_a_qliro_order_that_was_replaced(
        bool isChosenAgain, string[] deliveries)
    {
        await using var shop = await Shop.Open(Integrated);
        var purchase = await shop.OpenCheckout();
        await Choose(purchase, new("shop", "Butik", 0m, 0m));
        shop.Qliro.Expire(purchase.QliroOrderId);
        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeTrue();
        if (isChosenAgain) await Choose(purchase, new("shop", "Butik", 0m, 0m));

        shop.Callbacks.AreSilent = true;
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        shop.Callbacks.AreSilent = false;
        await shop.Qliro.FlushPushes();

        ((JsonArray)purchase.NorceOrder["shippings"]!).Where(one => (string?)one!["state"] == "confirmed")
            .Select(one => (string?)one!["reference"]).ShouldBe(deliveries);
        ((JsonArray)purchase.NorceOrder["shippings"]!).Count.ShouldBe(1);
        purchase.OrderStatus.ShouldBe("completed");
    }

    [Fact]
    public async Task Should_send_no_goods_worth_nothing_when_only_the_delivery_is_left_to_pay()
    {
        await using var shop = await Shop.Open(Integrated);
        var purchase = await shop.OpenCheckout();
        await Choose(purchase, new("post", "Postombud", 49m, 39.20m));
        shop.Qliro.Log.Clear();

        await shop.Norce.AddVoucher(purchase.OrderId, 250m);
        await shop.DoDueWork();

        purchase.NorceAmount.ShouldBe(49m);
        shop.Qliro.Log.Writes.ShouldBeEmpty();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_change_nothing_where_the_shop_ships_itself()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Log.Clear();

        (await purchase.Grain.UpdateShippingOption(
            new() { Selected = new() { Method = "post", Price = 1m } })).Error.ShouldBeNull();

        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    /// <summary>The shopper's other address has no such delivery, and the page reports the choice late.</summary>
    [Fact]
    public async Task Should_be_forgotten_when_it_was_gone_before_the_purchase()
    {
        await using var shop = await Shop.Open(document => document["shippingOptions"] = JsonNode.Parse(
            """[{"reference":"home","displayName":"Hem","price":59,"vatRate":25}]"""));
        var purchase = await shop.OpenCheckout();
        var chosen = Chosen(purchase, new("home", "Hem", 59m, 47.20m));
        shop.Qliro.SelectNoShipping(purchase.QliroOrderId);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId, PurchaseOutcome.OnHold)).Accepted.ShouldBeTrue();

        (await purchase.Grain.UpdateShippingOption(new() { Selected = chosen })).Error.ShouldBeNull();
        await shop.Qliro.FlushPushes();
        await shop.DoDueWork();

        purchase.NorceOrder["shippings"]!.AsArray().ShouldBeEmpty();
        (purchase.NorceAmount, purchase.QliroTotal).ShouldBe((250m, 250m));
    }

    private static void Integrated(JsonObject document) => document["options"]!["useIntegratedShipping"] = true;

    private static async Task Choose(Purchase purchase, ShippingChoice choice)
        => (await purchase.Grain.UpdateShippingOption(new() { Selected = Chosen(purchase, choice) }))
            .Error.ShouldBeNull();

    /// <summary>What Qliro's page would report.</summary>
    private static QliroShippingMethodChanged Chosen(Purchase purchase, ShippingChoice choice)
        => purchase.Shop.Qliro.SelectShipping(purchase.QliroOrderId, choice)
            .Deserialize<QliroShippingMethodChanged>(QliroJson.Options)!;
}
