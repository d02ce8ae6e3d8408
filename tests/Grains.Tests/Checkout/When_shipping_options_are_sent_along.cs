using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.QliroCallbacks;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_shipping_options_are_sent_along
{
    [Fact]
    public async Task Should_offer_at_once_what_fits_the_orders_address()
    {
        await using var shop = await Shop.Open(When_qliro_asks_for_shipping.Offer);

        Offered(shop, await shop.OpenCheckout(Order("21145"))).ShouldBe(["PICKUP", "HOME"]);
        Offered(shop, await shop.OpenCheckout(Order("11122"))).ShouldBe(["PICKUP"]);
    }

    [Fact]
    public async Task Should_follow_the_cart()
    {
        await using var shop = await Shop.Open(When_qliro_asks_for_shipping.Offer);
        var purchase = await shop.OpenCheckout(Order("21145"));

        await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3);

        // Three of them are too heavy for the pickup point.
        Offered(shop, purchase).ShouldBe(["HOME"]);
    }

    [Fact]
    public async Task Should_keep_what_qliro_was_told_for_an_address_that_norce_does_not_know()
    {
        await using var shop = await Shop.Open(When_qliro_asks_for_shipping.Offer);
        var purchase = await shop.OpenCheckout(Order(null));
        shop.Qliro.SetAddresses(
            purchase.QliroOrderId, null, new JsonObject { ["PostalCode"] = "21145", ["CountryCode"] = "SE" });
        await shop.Qliro.AskShippingMethods(purchase.QliroOrderId);

        await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 1);
        await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 2);

        Offered(shop, purchase).ShouldBe(["PICKUP", "HOME"]);
    }

    [Fact]
    public async Task Should_send_none_without_options()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout(Order("21145"));

        shop.Qliro.Request(purchase.QliroOrderId).ContainsKey("AvailableShippingMethods").ShouldBeFalse();
    }

    private static IEnumerable<string?> Offered(Shop shop, Purchase purchase)
        => ((JsonArray)shop.Qliro.Request(purchase.QliroOrderId)["AvailableShippingMethods"]!)
            .Select(method => (string?)method!["MerchantReference"]);

    private static JsonObject Order(string? postalCode)
    {
        var item = NorceOrders.Item();
        item["logistics"] = new JsonObject { ["weight"] = 1500 };
        var order = NorceOrders.Cart(item);
        if (postalCode is null) return order;
        var address = NorceOrders.Address();
        address["postalCode"] = postalCode;
        order["customer"]!["shipping"] = address;
        return order;
    }
}
