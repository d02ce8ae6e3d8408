using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.Checkout;

/// <summary>What Qliro is sent so that nShift or Ingrid offers the deliveries inside its checkout.</summary>
public sealed class When_a_provider_offers_the_deliveries
{
    private const string Fallback =
        """[{"reference":"STD","displayName":"Standard","price":59,"vatRate":25}]""";

    [Fact, Trait("qliro", "73")]
    public async Task Should_ask_nshift_with_the_shops_checkout_and_tags()
    {
        await using var shop = await Shop.Open(Provider("nShift", """, "checkoutId":"c-1","tags":{"bulky":"no"}"""));
        var sent = shop.Qliro.Request((await shop.OpenCheckout(Order())).QliroOrderId);

        Json(sent["ShippingConfiguration"]).ShouldBe("""{"Unifaun":{"CheckoutId":"c-1","Tags":{"bulky":"no"}}}""");
        sent["MerchantProvidedMetadata"].ShouldBeNull();
        Lines(sent).ShouldAllBe(line => line["Metadata"] == null);
        LeavesTheDeliveryToQliro(sent, "STD");
        shop.Qliro.Mistakes.ShouldBeEmpty();
    }

    [Fact, Trait("qliro", "73")]
    public async Task Should_tell_ingrid_of_the_goods_and_the_order()
    {
        await using var shop = await Shop.Open(Provider("Ingrid"));
        var sent = shop.Qliro.Request((await shop.OpenCheckout(Order())).QliroOrderId);

        sent["ShippingConfiguration"].ShouldBeNull();
        Lines(sent).ShouldAllBe(line => (string?)line["Metadata"]!["Ingrid"]!["Sku"] != null);
        Json(Lines(sent)[0]["Metadata"]).ShouldBe(
            """{"Ingrid":{"Weight":400,"Sku":"T-1","Attributes":["cold"],"Dimensions":{"Length":200}}}""");
        Metadata(sent).ShouldBe(["Ingrid.Vouchers=", "Ingrid.CartAttributes=cold"]);
        LeavesTheDeliveryToQliro(sent, "STD");
        shop.Qliro.Mistakes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_add_what_the_channel_gives_for_ingrid()
    {
        await using var shop = await Shop.Open(Provider(
            "Ingrid",
            """
            , "checkoutId":"x-1",
            "metadata":{"Ingrid":{"Weight":1,"OutOfStock":false},"MerchantData":"m","Ingrid.Vouchers":["VIP"]}
            """));
        var sent = shop.Qliro.Request((await shop.OpenCheckout(Order())).QliroOrderId);

        Json(sent["ShippingConfiguration"]).ShouldBe("""{"Ingrid":{"CheckoutId":"x-1"}}""");
        Json(Lines(sent)[1]["Metadata"]).ShouldBe(
            """{"Ingrid":{"Sku":"T-2","Weight":1,"OutOfStock":false},"MerchantData":"m"}""");
        Metadata(sent).ShouldBe(["Ingrid.Vouchers=VIP", "Ingrid.CartAttributes=cold"]);
    }

    [Theory]
    [InlineData("nShift")]
    [InlineData("Ingrid")]
    public async Task Should_never_have_qliro_ask_us_for_methods_as_well(string provider)
    {
        await using var shop = await Shop.Open(document =>
        {
            Provider(provider)(document);
            document["options"]!["shippingOptions"] = JsonNode.Parse(
                """[{"reference":"OWN","displayName":"Own","price":10,"vatRate":25}]""");
        });
        var sent = shop.Qliro.Request((await shop.OpenCheckout(Order())).QliroOrderId);

        LeavesTheDeliveryToQliro(sent, "STD");
        shop.Qliro.Mistakes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nShift")]
    [InlineData("Ingrid")]
    public async Task Should_ask_for_no_delivery_of_goods_that_nobody_delivers(string provider)
    {
        await using var shop = await Shop.Open(Provider(provider, """, "checkoutId":"c-1" """));
        var purchase = await shop.OpenCheckout(Digital());
        var sent = shop.Qliro.Request(purchase.QliroOrderId);

        foreach (var member in (string[])
            ["ShippingConfiguration", "AvailableShippingMethods", "MerchantProvidedMetadata"])
            sent[member].ShouldBeNull();
        Lines(sent).ShouldAllBe(line => line["Metadata"] == null);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    [Theory]
    [InlineData("nShift")]
    [InlineData("Ingrid")]
    public async Task Should_ask_once_there_is_something_to_deliver(string provider)
    {
        await using var shop = await Shop.Open(Provider(provider, """, "checkoutId":"c-1" """));
        var purchase = await shop.OpenCheckout(Digital());

        await shop.Norce.ChangeCart(purchase.OrderId, cart =>
        {
            ((JsonObject)cart["items"]![0]!)["productType"] = "physical";
            NorceOrders.SetQuantity(cart, 0, 3);
        });

        var held = shop.Qliro.Request(purchase.QliroOrderId);
        held["ShippingConfiguration"].ShouldNotBeNull();
        Methods(held).ShouldBe(["STD"]);
        if (provider == "Ingrid") Metadata(held).ShouldBe(["Ingrid.Vouchers=", "Ingrid.CartAttributes="]);
    }

    [Fact]
    public async Task Should_tell_ingrid_when_only_a_code_is_taken_back()
    {
        await using var shop = await Shop.Open(Provider("Ingrid"));
        var order = Order();
        order["cart"]!["discounts"] = new JsonArray(NorceOrders.Discount("FREESHIP", 0m));
        var purchase = await shop.OpenCheckout(order);
        var before = Metadata(shop.Qliro.Request(purchase.QliroOrderId));

        await shop.Norce.ChangeCart(purchase.OrderId, cart => cart["discounts"] = new JsonArray());

        before.ShouldBe(["Ingrid.Vouchers=FREESHIP", "Ingrid.CartAttributes=cold"]);
        Metadata(shop.Qliro.Request(purchase.QliroOrderId))
            .ShouldBe(["Ingrid.Vouchers=", "Ingrid.CartAttributes=cold"]);
    }

    [Fact]
    public async Task Should_keep_the_provider_with_which_a_purchase_began()
    {
        await using var shop = await Shop.Open(Provider("nShift", """, "checkoutId":"c-1" """));
        var purchase = await shop.OpenCheckout(Order());

        await shop.Reconfigure(document => document["options"] = JsonNode.Parse(
            """{"shippingOptions":[{"reference":"OWN","displayName":"Own","price":10,"vatRate":25}]}"""));

        // Our own options would not know what nShift offers.
        shop.Qliro.SelectShipping(purchase.QliroOrderId, new("p17", "Hemleverans", 99m, 79.20m));
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();
        (purchase.NorceAmount, purchase.QliroTotal).ShouldBe((474m, 474m));
    }

    [Fact]
    public async Task Should_leave_a_purchase_alone_that_began_without_it()
    {
        await using var shop = await Shop.Open(document => document["options"]!["useIntegratedShipping"] = true);
        var purchase = await shop.OpenCheckout(Order());

        await shop.Reconfigure(Provider("Ingrid"));
        await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3);

        var held = shop.Qliro.Request(purchase.QliroOrderId);
        held["MerchantProvidedMetadata"].ShouldBeNull();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_tell_the_same_of_an_order_whose_creation_was_not_answered()
    {
        await using var shop = await Shop.Open(Provider("Ingrid"));
        shop.Qliro.Faults.On("POST", "merchantapi/Orders").LoseAnswer();
        var purchase = await shop.OpenCheckout(Order());

        shop.Qliro.OrderIds.Count.ShouldBe(1);
        var update = shop.Qliro.Log.Writes.Single(write => write.Method == "PUT");
        Metadata(JsonNode.Parse(update.Body)!.AsObject()).ShouldBe(["Ingrid.Vouchers=", "Ingrid.CartAttributes=cold"]);
        purchase.QliroTotal.ShouldBe(375m + 49m);
    }

    internal static Action<JsonObject> Provider(string provider, string more = "", string fallback = Fallback)
        => document =>
        {
            document["options"]!["useIntegratedShipping"] = true;
            document["options"]!["integratedShipping"] = JsonNode.Parse(
                $$"""{"provider":"{{provider}}","fallback":{{fallback}}{{more}}}""");
        };

    /// <summary>Two mugs of 400 g and a plate of which nothing is known: 375.</summary>
    internal static JsonObject Order()
    {
        var mug = NorceOrders.Item();
        mug["logistics"] = new JsonObject { ["weight"] = 400, ["length"] = 200, ["tags"] = new JsonArray("cold") };
        return NorceOrders.Cart(mug, NorceOrders.Item("T-2", "Plate", quantity: 1));
    }

    internal static JsonObject Digital()
    {
        var song = NorceOrders.Item();
        song["productType"] = "digital";
        return NorceOrders.Cart(song);
    }

    private static void LeavesTheDeliveryToQliro(JsonObject sent, string method)
    {
        Methods(sent).ShouldBe([method]);
        ((string)sent["MerchantNotificationUrl"]!).ShouldContain("/notification?", Case.Sensitive);
        sent["MerchantOrderAvailableShippingMethodsUrl"].ShouldBeNull();
        sent["MerchantOrderAvailableShippingAddressesUrl"].ShouldBeNull();
        Lines(sent).ShouldAllBe(line => (string?)line["Type"] != "Shipping");
    }

    private static List<JsonObject> Lines(JsonObject sent)
        => [.. sent["OrderItems"]!.AsArray().Select(line => line!.AsObject())];

    private static string[] Methods(JsonObject sent)
        => [.. sent["AvailableShippingMethods"]!.AsArray().Select(method => (string)method!["MerchantReference"]!)];

    private static string[] Metadata(JsonObject sent)
        => [.. sent["MerchantProvidedMetadata"]!.AsArray().Select(entry => $"{entry!["Key"]}={entry["Value"]}")];

    private static string? Json(JsonNode? node) => node?.ToJsonString();
}
