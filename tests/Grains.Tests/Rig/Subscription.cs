using System.Text.Json.Nodes;
using QliroAdapter.Checkout;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.Rig;

/// <summary>Purchases whose means of payment is saved, and later charges of it.</summary>
internal static class Subscription
{
    public const string MerchantPayment = "merchantpayment";

    public const string PersonalNumber = "199001019802";

    /// <summary>A shop that asks for cards to be saved.</summary>
    public static Task<Shop> Open(params (string Key, string Value)[] more)
        => Shop.Open(document => document["options"]!["recurring"] = true, more);

    /// <summary>A first purchase by card, pushed with its saved card.</summary>
    public static async Task<Purchase> BuyByCard(this Shop shop)
    {
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(
            purchase.QliroOrderId, method: "CREDITCARDS", typeCode: null)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();
        await shop.DoDueWork();
        return purchase;
    }

    /// <summary>A shop with a saved card, and the token to charge it.</summary>
    public static async Task<(Shop Shop, string Token)> WithCard()
    {
        var shop = await Open();
        var purchase = await shop.BuyByCard();
        return (shop, purchase.Token!);
    }

    /// <summary>An order of 250 SEK whose customer the shop knows.</summary>
    public static string AddRenewal(this Shop shop, Action<JsonObject>? change = null)
    {
        var order = NorceOrders.Cart(NorceOrders.Item());
        order["customer"]!["billing"] = NorceOrders.Address();
        change?.Invoke(order);
        return shop.AddOrder(order);
    }

    public static Task<Outcome<RecurringPayment>> Charge(this Shop shop, string orderId, string token)
        => shop.Grains.Get(Shop.Key(orderId)).CreateRecurring(new() { Token = Masked.Of(token) });

    /// <summary>A charge that Qliro has accepted.</summary>
    public static async Task<Purchase> Charged(this Shop shop, string token)
    {
        var orderId = shop.AddRenewal();
        var charged = await shop.Charge(orderId, token);
        charged.Error.ShouldBeNull();
        return new(shop, orderId, charged.Value!.PaymentId);
    }

    /// <summary>
    /// How often Qliro booked money on orders after the first purchase, counted by reservations that are open or
    /// succeeded.
    /// </summary>
    public static int ChargesAtQliro(this Shop shop) => shop.Qliro.OrderIds.Skip(1)
        .Sum(id => shop.Qliro.Totals(id).Operations.GetValueOrDefault("Preauthorization"));

    /// <summary>Qliro ends every charge it has accepted with its planned outcome, and sends the pushes.</summary>
    public static async Task FinishCharges(this Shop shop)
    {
        foreach (var id in shop.Qliro.OrderIds.Skip(1)) shop.Qliro.FinishOpenTransactions(id);
        await shop.Qliro.FlushPushes();
        await shop.DoDueWork();
    }

    public static IReadOnlyList<JsonNode> LivePayments(this Shop shop, string orderId)
        => [.. ((JsonArray)shop.Norce.Order(orderId)["payments"]!)
            .Where(one => (string?)one!["state"] != "removed").Select(one => one!)];

    extension(Purchase purchase)
    {
        public JsonNode? Recurring => purchase.NorcePayment["recurring"];

        public string? Token => (string?)purchase.Recurring?["token"];
    }
}
