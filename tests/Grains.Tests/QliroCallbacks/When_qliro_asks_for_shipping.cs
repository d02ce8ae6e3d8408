using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Qliro;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

public sealed class When_qliro_asks_for_shipping
{
    [Fact]
    public async Task Should_be_told_what_fits_the_address_and_the_order()
    {
        await using var shop = await Shop.Open(Offer);
        var purchase = await shop.OpenCheckout(Order());
        shop.Qliro.SetAddresses(
            purchase.QliroOrderId, null, new JsonObject { ["PostalCode"] = "21145", ["CountryCode"] = "SE" });

        var answer = await shop.Qliro.AskShippingMethods(purchase.QliroOrderId);

        answer.Status.ShouldBe(200);
        var methods = (JsonArray)JsonNode.Parse(answer.Body)!["AvailableShippingMethods"]!;
        methods.Select(method => (string?)method!["MerchantReference"]).ShouldBe(["PICKUP", "HOME"]);
        ((decimal)methods[0]!["PriceExVat"]!).ShouldBe(39.2m);
        ((string?)methods[0]!["SecondaryOptions"]![0]!["MerchantReference"]).ShouldBe("KIOSK");
    }

    [Fact]
    public async Task Should_be_told_that_nothing_is_delivered_there()
    {
        await using var shop = await Shop.Open(Offer);
        var purchase = await shop.OpenCheckout(Order());
        shop.Qliro.SetAddresses(
            purchase.QliroOrderId, null, new JsonObject { ["PostalCode"] = "0150", ["CountryCode"] = "NO" });

        var answer = await shop.Qliro.AskShippingMethods(purchase.QliroOrderId);

        (answer.Status, answer.Body).ShouldBe((400, """{"DeclineReason":"PostalCodeIsNotSupported"}"""));
    }

    [Fact]
    public async Task Should_find_the_address_wherever_the_question_has_it()
    {
        await using var shop = await Shop.Open(Offer);
        var grain = (await shop.OpenCheckout(Order())).Grain;
        QliroShippingQuestion[] questions =
        [
            new() { CountryCode = "SE", PostalCode = "211 45" },
            new() { Customer = new() { Address = new() { PostalCode = "21145" } } },
            new() { ShippingAddress = new() { PostalCode = "***" }, PostalCode = "21145" },
        ];

        foreach (var question in questions)
            (await grain.GetShippingMethods(new() { Question = question })).Value!.Methods.Count.ShouldBe(2);
        (await grain.GetShippingMethods(new() { Question = new() })).Value!.Methods.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_be_answered_from_the_question_when_norce_is_silent()
    {
        await using var shop = await Shop.Open(Offer);
        var purchase = await shop.OpenCheckout(Order());
        shop.Norce.Faults.GoDown();
        var question = new QliroShippingQuestion
        {
            CountryCode = "SE", PostalCode = "21145",
            OrderItems = [new() { Type = OrderItemType.Product, Quantity = 2, PricePerItemIncVat = 125m }],
        };

        var answer = await shop.FinishOutbox(purchase.Grain.GetShippingMethods(new() { Question = question }));

        // The pickup point has a weight limit, and only Norce knows the weight.
        answer.Value!.Methods.Single().MerchantReference.ShouldBe("HOME");
    }

    /// <summary>A proxy's 404 says nothing of the order, and Qliro would offer no delivery at all.</summary>
    [Theory]
    [InlineData("<html>404 Not Found</html>", true)]
    [InlineData("", true)]
    [InlineData("""{"code":"order-not-found","message":"There is no such order."}""", false)]
    public async Task Should_be_answered_from_the_question_when_a_proxy_answers_for_norce(string body, bool isAnswered)
    {
        await using var shop = await Shop.Open(Offer);
        var purchase = await shop.OpenCheckout(Order());
        shop.Norce.Faults.On("GET", "/orders/").Answer(404, body, times: 99);
        var question = new QliroShippingQuestion
        {
            CountryCode = "SE", PostalCode = "21145",
            OrderItems = [new() { Type = OrderItemType.Product, Quantity = 2, PricePerItemIncVat = 125m }],
        };

        var answer = await shop.FinishOutbox(purchase.Grain.GetShippingMethods(new() { Question = question }));

        if (isAnswered) answer.Value!.Methods.Single().MerchantReference.ShouldBe("HOME");
        else answer.Error!.Code.ShouldBe(ErrorCodes.OrderNotFound);
    }

    [Fact]
    public async Task Should_be_told_the_orders_addresses()
    {
        await using var shop = await Shop.Open(Offer);
        var order = Order();
        order["customer"] = new JsonObject
        {
            ["billing"] = NorceOrders.Address(), ["shipping"] = NorceOrders.Address("Bo"),
        };
        var purchase = await shop.OpenCheckout(order);

        var answer = await shop.Qliro.AskShippingAddresses(purchase.QliroOrderId);

        answer.Status.ShouldBe(200);
        ((JsonArray)JsonNode.Parse(answer.Body)!["AvailableShippingAddresses"]!)
            .Select(address => (string?)address!["FirstName"]).ShouldBe(["Bo", "Anna"]);
    }

    [Fact]
    public async Task Should_not_be_answered_about_another_payment()
    {
        await using var shop = await Shop.Open(Offer);
        var purchase = await shop.OpenCheckout(Order());
        var stranger = shop.Grains.Get(Shop.Key(purchase.OrderId).Payment("other"));

        (await stranger.GetShippingMethods(new() { Question = new() })).Error!.Code.ShouldBe("payment-not-found");
        (await stranger.GetShippingAddresses(new())).Error!.Code.ShouldBe("payment-not-found");
    }

    [Fact]
    public async Task Should_hand_qliro_the_urls_only_with_options()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();

        shop.Qliro.Request(purchase.QliroOrderId)["MerchantOrderAvailableShippingMethodsUrl"].ShouldBeNull();
    }

    [Fact]
    [Trait("qliro", "54")]
    public async Task Should_count_the_chosen_delivery_once()
    {
        await using var shop = await Shop.Open(Offer);
        var purchase = await shop.OpenCheckout(Order());
        var chosen = shop.Qliro.SelectShipping(purchase.QliroOrderId,
            new ShippingChoice("PICKUP", "Postombud", 49m, 39.2m) { FeeReference = "FREIGHT" });

        (await purchase.Grain.UpdateShippingOption(new()
        {
            Selected = System.Text.Json.JsonSerializer.Deserialize<QliroShippingMethodChanged>(
                chosen, QliroJson.Options)!,
        })).Error.ShouldBeNull();

        purchase.NorceAmount.ShouldBe(299m);
        purchase.QliroTotal.ShouldBe(299m);
        ((string?)purchase.NorceOrder["shippings"]![0]!["reference"]).ShouldBe("PICKUP");
        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeTrue();
        (purchase.NorceAmount, purchase.QliroTotal).ShouldBe((424m, 424m));
    }

    internal static void Offer(JsonObject document) => document["shippingOptions"] = JsonNode.Parse(
        """
        [{"reference":"PICKUP","feeReference":"FREIGHT","displayName":"Postombud","price":49,"vatRate":25,"countries":["SE"],
          "weightMaxGrams":3000,"pickupPoints":[{"reference":"KIOSK","displayName":"Kiosken"}]},
         {"reference":"HOME","displayName":"Hem","price":99,"priceExVat":79.2,"countries":["SE"],
          "postalCodes":[{"from":"20000","to":"29999"}],"orderAmountMin":250}]
        """);

    private static JsonObject Order()
    {
        var item = NorceOrders.Item();
        item["logistics"] = new JsonObject { ["weight"] = 1500 };
        return NorceOrders.Cart(item);
    }
}
