using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

public sealed class When_a_shipping_provider_reports
{
    private const string Unifaun = """{"shipmentId":"S-77","service":{"id":"P19","name":"Postombud"},"agent":{"id":"A1","name":"Hörnet","address1":"Torget 2","zipCode":"11122","city":"Stockholm"}}""";
    private const string Ingrid = """{"session":{"id":"s-1","delivery_groups":[{"tos_id":"tos-9","shipping":{"carrier":"DHL","carrier_product_id":"DHL-102"}}]}}""";

    [Theory]
    [InlineData("Unifaun", "SHIPPING_PROVIDER_UPDATE")]
    [InlineData("unifaun", "shipping_provider_update")]
    [Trait("norce", "41")]
    [Trait("qliro", "47")]
    public async Task Should_confirm_the_shipping_with_nshifts_details(string provider, string eventType)
    {
        await using var shop = await Shop.Open();
        var purchase = await Bought(shop);

        await Notify(purchase, Unifaun, provider: provider, eventType: eventType);

        var shipping = ShippingOf(purchase);
        ((string?)shipping["state"]).ShouldBe("confirmed");
        ((string?)shipping["tmsReference"]).ShouldBe("S-77");
        ((string?)shipping["deliveryDetails"]!["product"]!["reference"]).ShouldBe("P19");
        ((string?)shipping["deliveryDetails"]!["product"]!["name"]).ShouldBe("Postombud");
        ((string?)shipping["deliveryDetails"]!["pickupLocation"]!["reference"]).ShouldBe("A1");
        ((string?)shipping["deliveryDetails"]!["pickupLocation"]!["address"]!["city"]).ShouldBe("Stockholm");
        JsonNode.DeepEquals(shipping["attributes"]!["qliroShippingPayload"], JsonNode.Parse(Unifaun)).ShouldBeTrue();
        ((decimal)shipping["total"]!["includingVat"]!).ShouldBe(49m);
    }

    [Fact]
    [Trait("norce", "41")]
    [Trait("qliro", "47")]
    public async Task Should_confirm_the_shipping_with_ingrids_details()
    {
        await using var shop = await Shop.Open();
        var purchase = await Bought(shop);

        await Notify(purchase, Ingrid, provider: "Ingrid");

        var shipping = ShippingOf(purchase);
        ((string?)shipping["state"]).ShouldBe("confirmed");
        ((string?)shipping["tmsReference"]).ShouldBe("tos-9");
        ((string?)shipping["deliveryDetails"]!["carrier"]).ShouldBe("DHL");
        ((string?)shipping["deliveryDetails"]!["product"]!["reference"]).ShouldBe("DHL-102");
    }

    [Fact]
    [Trait("norce", "41")]
    [Trait("qliro", "47")]
    public async Task Should_mark_the_shipping_as_failed_with_the_reason_and_confirm_it_later()
    {
        await using var shop = await Shop.Open();
        var purchase = await Bought(shop);

        await Notify(purchase, null, isSuccess: false, error: "No such service.");
        ((string?)ShippingOf(purchase)["state"]).ShouldBe("failed");
        ((string?)ShippingOf(purchase)["attributes"]!["qliroShippingError"]).ShouldBe("No such service.");

        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await Notify(purchase, Unifaun);
        ((string?)ShippingOf(purchase)["state"]).ShouldBe("confirmed");
        ShippingOf(purchase)["attributes"]!["qliroShippingError"].ShouldBeNull();
    }

    [Fact]
    public async Task Should_not_go_back_for_older_news()
    {
        await using var shop = await Shop.Open();
        var purchase = await Bought(shop);
        await Notify(purchase, Unifaun);

        (await Receive(purchase, """{"IsSuccess":false,"EventType":"SHIPPING_PROVIDER_UPDATE","TimeStamp":"2001-01-01T00:00:00Z"}""")).Error.ShouldBeNull();

        ((string?)ShippingOf(purchase)["state"]).ShouldBe("confirmed");
    }

    [Theory]
    [InlineData("LOYALTY_PROVIDER_MEMBER_CREATE")]
    [InlineData("LOYALTY_PROVIDER_MEMBER_UPDATE")]
    [InlineData("SOMETHING_NEW")]
    [Trait("norce", "41")]
    public async Task Should_only_receive_what_is_not_about_shipping(string eventType)
    {
        await using var shop = await Shop.Open();
        var purchase = await Bought(shop);

        await Notify(purchase, Unifaun, eventType: eventType);

        ((string?)ShippingOf(purchase)["state"]).ShouldBe("intent");
        (await purchase.Timeline()).ShouldContain(row => row.Summary.Contains(eventType));
    }

    [Fact]
    public async Task Should_only_receive_it_without_a_shipping_on_the_order()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();

        await Notify(purchase, Unifaun);

        (await purchase.Timeline()).ShouldContain(row => row.Summary.Contains("no shipping on the order"));
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    [Fact]
    [Trait("qliro", "47")]
    public async Task Should_not_be_received_for_a_payment_nobody_knows()
    {
        await using var shop = await Shop.Open();
        var unknown = new Purchase(shop, shop.AddOrder(), "pUnknown");

        (await Receive(
            unknown, """{"EventType":"SHIPPING_PROVIDER_UPDATE"}""")).Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
    }

    [Fact]
    public async Task Should_do_nothing_more_for_a_repeat()
    {
        await using var shop = await Shop.Open();
        var purchase = await Bought(shop);
        shop.Qliro.PushSwitches.Copies = 2;

        await Notify(purchase, Unifaun);

        shop.Norce.Log.Of("PUT", "/shippings/").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_reach_norce_later_when_it_is_unavailable_and_then_forget_the_payload()
    {
        await using var shop = await Shop.Open();
        var purchase = await Bought(shop);
        shop.Norce.Faults.On("*", "/orders/").Answer(401, times: 1000);
        await Notify(purchase, Unifaun);
        (await purchase.Stored()).ShippingNews!.Payload.ShouldNotBeNull();
        await shop.Restart();

        shop.Norce.Faults.Clear();
        await shop.Pass(TimeSpan.FromMinutes(2));

        ((string?)ShippingOf(purchase)["tmsReference"]).ShouldBe("S-77");
        (await purchase.Stored()).ShippingNews!.Payload.ShouldBeNull();
    }

    private static Task<Purchase> Bought(Shop shop)
    {
        var order = NorceOrders.Cart(NorceOrders.Item());
        order["shippings"] = new JsonArray(NorceOrders.Shipping());
        return shop.Buy(order);
    }

    private static JsonNode ShippingOf(Purchase purchase) => purchase.NorceOrder["shippings"]!.AsArray().Single()!;

    private static async Task Notify(
        Purchase purchase, string? payload, bool isSuccess = true, string provider = "Unifaun",
        string eventType = "SHIPPING_PROVIDER_UPDATE", string? error = null)
    {
        purchase.Shop.Qliro.SendNotification(
            purchase.QliroOrderId, payload is null
                ? null
                : JsonNode.Parse(payload), isSuccess, provider, eventType, error);
        await purchase.Shop.Qliro.FlushPushes();
        purchase.Shop.Callbacks.Received.ShouldContain("notification");
    }

    private static Task<Outcome<Done>> Receive(Purchase purchase, string body) => purchase.Grain.ReceiveNotification(
        new() { Notification = JsonSerializer.Deserialize<QliroNotification>(body, QliroJson.Options)! });
}
