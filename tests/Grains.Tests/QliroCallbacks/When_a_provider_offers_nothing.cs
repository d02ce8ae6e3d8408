using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Checkout;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>
/// A provider that is asked for is not enabled at Qliro, or does not answer. Qliro says neither: it offers the
/// fallback, or sells the goods without a delivery.
/// </summary>
public sealed class When_a_provider_offers_nothing
{
    [Theory, Trait("qliro", "74")]
    [InlineData("nShift", true)]
    [InlineData("nShift", false)]
    [InlineData("Ingrid", true)]
    [InlineData("Ingrid", false)]
    public async Task Should_sell_with_the_fallback(string provider, bool isEnabled)
    {
        await using var shop = await Shop.Open(Provider(provider));
        NotOffering(shop, isEnabled);
        var purchase = await shop.OpenCheckout(When_a_provider_offers_the_deliveries.Order());
        shop.Qliro.ShippingOffered(purchase.QliroOrderId).Select(one => one.Method).ShouldBe(["STD"]);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        var shipping = Shippings(purchase).ShouldHaveSingleItem();
        ((string?)shipping["reference"], (string?)shipping["name"], (string?)shipping["state"])
            .ShouldBe(("STD", "Standard", "confirmed"));
        (purchase.NorceAmount, purchase.QliroTotal, purchase.OrderStatus).ShouldBe((434m, 434m, "completed"));
        purchase.NorcePayment["attributes"]?["qliroAmountMismatch"].ShouldBeNull();
    }

    [Theory, Trait("qliro", "74")]
    [InlineData("nShift", "sv-SE", "Välj ett leveranssätt och försök igen.")]
    [InlineData("Ingrid", "en-GB", "Please choose a delivery and try again.")]
    public async Task Should_not_be_sold_without_a_delivery(string provider, string culture, string text)
    {
        await using var shop = await Shop.Open(Provider(provider, fallback: "[]"));
        NotOffering(shop, isEnabled: false);
        var order = When_a_provider_offers_the_deliveries.Order();
        order["culture"] = culture;
        var purchase = await shop.OpenCheckout(order);

        var bought = await shop.Qliro.CompleteAsync(purchase.QliroOrderId);

        (bought.Accepted, bought.DeclineReason, bought.DeclineMessage).ShouldBe((false, "Other", text));
        purchase.OrderStatus.ShouldBe("checkout");
        (await purchase.Timeline()).ShouldContain(entry => entry.Summary.Contains(
            "Purchase declined (Other): Qliro has no delivery, though the goods need one;", StringComparison.Ordinal));
    }

    [Fact, Trait("qliro", "74")]
    public async Task Should_be_sold_once_there_is_a_delivery()
    {
        await using var shop = await Shop.Open(Provider("nShift"));
        var purchase = await shop.OpenCheckout(When_a_provider_offers_the_deliveries.Order());
        shop.Qliro.SelectNoShipping(purchase.QliroOrderId);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeFalse();

        shop.Qliro.SelectShipping(purchase.QliroOrderId, new ShippingChoice("p17", "Hemleverans", 99m, 79.20m));

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();
        (purchase.NorceAmount, purchase.OrderStatus).ShouldBe((474m, "completed"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_sold_with_a_free_delivery_whether_or_not_it_has_a_line(bool hasLine)
    {
        await using var shop = await Shop.Open(Provider("Ingrid"));
        shop.Qliro.Options.FreeShippingHasLine = hasLine;
        var purchase = await shop.OpenCheckout(When_a_provider_offers_the_deliveries.Order());
        shop.Qliro.SelectShipping(purchase.QliroOrderId, new ShippingChoice("free", "Butik", 0m, 0m));

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();

        ((string?)Shippings(purchase).ShouldHaveSingleItem()["reference"]).ShouldBe("free");
    }

    [Fact]
    public async Task Should_be_sold_with_a_delivery_of_another_adapter()
    {
        await using var shop = await Shop.Open(Provider("nShift", fallback: "[]"));
        NotOffering(shop, isEnabled: false);
        var order = When_a_provider_offers_the_deliveries.Order();
        order["shippings"] = new JsonArray(NorceOrders.Shipping());
        var purchase = await shop.OpenCheckout(order);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    /// <summary>Whether a delivery is required was settled when Qliro's order was created.</summary>
    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"useIntegratedShipping":true}""")]
    [InlineData("""{"useIntegratedShipping":true,"integratedShipping":{"provider":"nShift"}}""")]
    [InlineData("""{"useIntegratedShipping":true,"integratedShipping":{"provider":"Ingrid"}}""")]
    public async Task Should_be_sold_without_where_none_was_required_at_first(string options)
    {
        await using var shop = await Shop.Open(Provider("nShift", """, "required":false"""));
        var purchase = await shop.OpenCheckout(When_a_provider_offers_the_deliveries.Order());
        await shop.Reconfigure(document => document["options"] = JsonNode.Parse(options));
        shop.Qliro.SelectNoShipping(purchase.QliroOrderId);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        (purchase.NorceAmount, purchase.QliroTotal, purchase.OrderStatus).ShouldBe((375m, 375m, "completed"));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"useIntegratedShipping":true,"integratedShipping":{"provider":"nShift","required":false}}""")]
    [InlineData("""{"useIntegratedShipping":true,"integratedShipping":{"provider":"Ingrid","required":false}}""")]
    public async Task Should_not_be_sold_without_where_one_was_required_at_first(string options)
    {
        await using var shop = await Shop.Open(Provider("nShift"));
        var purchase = await shop.OpenCheckout(When_a_provider_offers_the_deliveries.Order());
        await shop.Reconfigure(document => document["options"] = JsonNode.Parse(options));
        shop.Qliro.SelectNoShipping(purchase.QliroOrderId);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeFalse();
    }

    /// <summary>An older version did not store it, so the channel's present document counts.</summary>
    [Fact]
    public async Task Should_go_by_the_present_document_where_an_older_version_began()
    {
        await using var shop = await Shop.Open(Provider("nShift", """, "required":false"""));
        var purchase = await shop.OpenCheckout(When_a_provider_offers_the_deliveries.Order());
        await purchase.RewriteText(text => text.Replace(
            ",\"deliveryRequired\":false", "", StringComparison.Ordinal));
        shop.Qliro.SelectNoShipping(purchase.QliroOrderId);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_be_sold_without_where_none_is_required()
    {
        await using var shop = await Shop.Open(Provider("nShift", """, "required":false"""));
        var purchase = await shop.OpenCheckout(When_a_provider_offers_the_deliveries.Order());
        await Report(purchase, shop.Qliro.SelectShipping(
            purchase.QliroOrderId, new ShippingChoice("p17", "Hemleverans", 99m, 79.20m)));
        purchase.NorceAmount.ShouldBe(474m);
        shop.Qliro.SelectNoShipping(purchase.QliroOrderId);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        ((string?)Shippings(purchase).ShouldHaveSingleItem()["state"]).ShouldBe("removed");
        (purchase.NorceAmount, purchase.QliroTotal, purchase.OrderStatus).ShouldBe((375m, 375m, "completed"));
        purchase.NorcePayment["attributes"]?["qliroAmountMismatch"].ShouldBeNull();
    }

    [Fact]
    public async Task Should_let_a_delivery_go_that_digital_goods_do_not_need()
    {
        await using var shop = await Shop.Open(Provider("Ingrid"));
        var purchase = await shop.OpenCheckout(When_a_provider_offers_the_deliveries.Digital());
        await Report(purchase, shop.Qliro.SelectShipping(
            purchase.QliroOrderId, new ShippingChoice("p17", "Hemleverans", 99m, 79.20m)));
        shop.Qliro.SelectNoShipping(purchase.QliroOrderId);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();

        purchase.NorceAmount.ShouldBe(250m);
    }

    internal static Action<JsonObject> Provider(
        string provider, string more = "",
        string fallback = """[{"reference":"STD","displayName":"Standard","price":59,"vatRate":25}]""")
        => When_a_provider_offers_the_deliveries.Provider(provider, ", \"checkoutId\":\"c-1\"" + more, fallback);

    internal static void NotOffering(Shop shop, bool isEnabled)
    {
        if (isEnabled) shop.Qliro.Options.ShippingProvidersAnswer = false;
        else shop.Qliro.Options.ShippingProviders.Clear();
    }

    private static List<JsonObject> Shippings(Purchase purchase)
        => [.. purchase.NorceOrder["shippings"]!.AsArray().Select(shipping => shipping!.AsObject())];

    private static async Task Report(Purchase purchase, JsonObject chosen)
        => (await purchase.Grain.UpdateShippingOption(new()
        {
            Selected = chosen.Deserialize<QliroShippingMethodChanged>(QliroJson.Options)!,
        })).Error.ShouldBeNull();
}
