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
    public async Task Should_change_nothing_where_the_shop_ships_itself()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Log.Clear();

        (await purchase.Grain.UpdateShippingOption(
            new() { Selected = new() { Method = "post", Price = 1m } })).Error.ShouldBeNull();

        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    private static void Integrated(JsonObject document) => document["options"]!["useIntegratedShipping"] = true;

    private static async Task Choose(Purchase purchase, ShippingChoice choice)
    {
        var chosen = purchase.Shop.Qliro.SelectShipping(purchase.QliroOrderId, choice);
        var selected = JsonSerializer.Deserialize<QliroShippingMethodChanged>(
            chosen.ToJsonString(), QliroJson.Options)!;
        (await purchase.Grain.UpdateShippingOption(new() { Selected = selected })).Error.ShouldBeNull();
    }
}
