using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.Checkout;

/// <summary>
/// The answer to a charge is lost, and Qliro has another charge under its reference: each Norce order may be charged
/// once.
/// </summary>
[Trait("qliro", "66")]
public sealed class When_a_charge_at_qliro_is_not_ours
{
    [Fact]
    public async Task Should_charge_two_norce_orders_of_one_basket_once_each()
    {
        await using var shop = await Shop.Open(document =>
        {
            document["options"]!["recurring"] = true;
            document["options"]!["merchantReferenceSource"] = "OrderCartReference";
        });
        var token = (await shop.BuyByCard()).Token!;
        var first = shop.AddRenewal(OfBasket);
        var second = shop.AddRenewal(OfBasket);
        (await shop.Charge(first, token)).Error.ShouldBeNull();
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).LoseRequest();

        (await shop.Charge(second, token)).Error.ShouldBeNull();
        await shop.FinishCharges();

        shop.ChargesAtQliro().ShouldBe(2);
        foreach (var orderId in (string[])[first, second]) shop.Norce.Status(orderId).ShouldBe("completed");
        shop.Qliro.OrderIds.Select(id => (string)shop.Qliro.Request(id)["MerchantReference"]!).ShouldBeUnique();
    }

    [Theory]
    [InlineData("SEK", 250, "1:T-2", 125, 2)]
    [InlineData("SEK", 250, "1:T-1", 250, 1)]
    [InlineData("SEK", 375, "1:T-1", 125, 3)]
    [InlineData("NOK", 250, "1:T-1", 125, 2)]
    public async Task Should_not_count_a_charge_with_other_lines_sum_or_currency(
        string currency, int amount, string reference, int price, int quantity)
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).LoseRequest();
        shop.Qliro.Faults.On("GET", "adminapi/v2/orders/").Answer(
            200, Stranger(currency, amount, reference, price, quantity));

        var renewal = await shop.Charged(token);
        await renewal.FinishAtQliro();

        var sent = shop.Qliro.Log.Of("POST", Subscription.MerchantPayment)
            .Select(one => JsonNode.Parse(one.Body)!).ToList();
        sent.Count.ShouldBe(2);
        ((string)sent[1]["RequestId"]!).ShouldBe((string)sent[0]["RequestId"]!);
        ((string)sent[1]["MerchantReference"]!).ShouldNotBe((string)sent[0]["MerchantReference"]!);
        renewal.QliroOrderId.ShouldNotBe(4999999);
        (renewal.NorceState, shop.ChargesAtQliro()).ShouldBe(("reserved", 1));
    }

    [Fact]
    public async Task Should_count_ours_with_a_fee_that_qliro_added()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).LoseRequest();
        var stranger = JsonNode.Parse(Stranger("SEK", 279, "1:T-1", 125, 2))!;
        ((JsonArray)stranger["OrderItemActions"]!).Add(Reserve("InvoiceFee", "Fee", 29, 1));
        shop.Qliro.Faults.On("GET", "adminapi/v2/orders/").Answer(200, stranger.ToJsonString());

        var renewal = await shop.Charged(token);

        renewal.QliroOrderId.ShouldBe(4999999);
        shop.Qliro.Log.Of("POST", Subscription.MerchantPayment).Count.ShouldBe(1);
    }

    private static void OfBasket(JsonObject order) => order["cart"]!["reference"] = "basket-7";

    private static string Stranger(string currency, int amount, string reference, int price, int quantity)
        => new JsonObject
        {
            ["OrderId"] = 4999999,
            ["MerchantReference"] = "any",
            ["Currency"] = currency,
            ["Country"] = "SE",
            ["OrderItemActions"] = new JsonArray(Reserve(reference, "Product", price, quantity)),
            ["PaymentTransactions"] = new JsonArray(new JsonObject
            {
                ["PaymentTransactionId"] = 3399999, ["Type"] = "Preauthorization", ["Amount"] = amount,
                ["Currency"] = currency, ["Status"] = "Success",
            }),
        }.ToJsonString();

    private static JsonObject Reserve(string reference, string type, int price, int quantity) => new()
    {
        ["ActionType"] = "Reserve", ["PaymentTransactionId"] = 3399999, ["MerchantReference"] = reference,
        ["Type"] = type, ["Quantity"] = quantity, ["PricePerItemIncVat"] = price, ["PricePerItemExVat"] = price * 0.8m,
    };
}
