using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Ops;
using QliroAdapter.Payments;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.Checkout;

/// <summary>
/// When the goods can be sent, how heavy they are and which tags they have is told to Ingrid. It is no part of what is
/// sold.
/// </summary>
public sealed class When_only_what_a_provider_is_told_changes
{
    private const string Before = "2026-03-14T12:00:00Z";
    private const string After = "2026-03-20T12:00:00Z";

    [Fact]
    public async Task Should_accept_it_while_the_purchase_is_under_way()
    {
        await using var shop = await Shop.Open(When_a_provider_offers_the_deliveries.Provider("Ingrid"));
        var purchase = await shop.OpenCheckout(Dated("cold"));
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        (await purchase.Stored()).State.ShouldBe(PaymentState.Processing);

        (await shop.Norce.ChangeCart(purchase.OrderId, Postpone)).IsSuccess.ShouldBeTrue();
        (await shop.Norce.ChangeCart(purchase.OrderId, cart => NorceOrders.SetQuantity(cart, 0, 3)))
            .IsSuccess.ShouldBeFalse();
        shop.Qliro.Log.Clear();
        await shop.Pass(TimeSpan.FromSeconds(12));
        shop.Qliro.Log.Of("PUT", "/Orders/").ShouldBeEmpty();

        await shop.Qliro.FlushPushes();
        (purchase.OrderStatus, purchase.NorceState).ShouldBe(("completed", "reserved"));
    }

    [Fact]
    public async Task Should_tell_it_with_the_next_update()
    {
        await using var shop = await Shop.Open(When_a_provider_offers_the_deliveries.Provider("Ingrid"));
        var purchase = await shop.OpenCheckout(Dated("cold"));
        Told(purchase).ShouldBe(Before);

        (await shop.Norce.ChangeCart(purchase.OrderId, Postpone)).IsSuccess.ShouldBeTrue();

        Told(purchase).ShouldBe(After);
    }

    [Fact]
    public async Task Should_tell_it_once_the_cart_is_open_again()
    {
        await using var shop = await Shop.Open(When_a_provider_offers_the_deliveries.Provider("Ingrid"));
        var purchase = await shop.OpenCheckout(Dated("cold"));
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId, PurchaseOutcome.Decline);
        (await shop.Norce.ChangeCart(purchase.OrderId, Postpone)).IsSuccess.ShouldBeTrue();

        await shop.Norce.ChangeState(purchase.OrderId, "checkout");
        await shop.Pass(TimeSpan.FromMinutes(1));

        (await purchase.Stored()).State.ShouldBe(PaymentState.Intent);
        Told(purchase).ShouldBe(After);
    }

    [Fact]
    public async Task Should_cost_no_update_when_only_the_order_of_tags_changes()
    {
        await using var shop = await Shop.Open(When_a_provider_offers_the_deliveries.Provider("Ingrid"));
        var order = Dated("cold", "bulky");
        order["cart"]!["discounts"] = Codes("B", "A");
        var purchase = await shop.OpenCheckout(order);
        shop.Qliro.Log.Clear();

        (await shop.Norce.ChangeCart(purchase.OrderId, cart =>
        {
            cart["items"]![0]!["logistics"]!["tags"] = new JsonArray("bulky", "cold");
            cart["discounts"] = Codes("A", "B");
        })).IsSuccess.ShouldBeTrue();
        await shop.DoDueWork();

        shop.Qliro.Log.Writes.ShouldBeEmpty();
    }

    /// <summary>The goods are the same before and after, so they do not show whether the update arrived.</summary>
    [Fact]
    public async Task Should_not_believe_that_it_was_told_because_qliro_holds_the_goods()
    {
        await using var shop = await Shop.Open(When_a_provider_offers_the_deliveries.Provider("Ingrid"));
        var purchase = await shop.OpenCheckout(Dated("cold"));
        shop.Norce.Overwrite(purchase.OrderId, order => Postpone((JsonObject)order["cart"]!));
        shop.Qliro.Faults.On("PUT", "/Orders/").LoseRequest();

        await shop.Pass(TimeSpan.FromMinutes(5), steps: 30);
        (await shop.Norce.ChangeCart(purchase.OrderId, cart => cart["note"] = "x")).IsSuccess.ShouldBeTrue();
        await shop.Pass(TimeSpan.FromMinutes(5), steps: 30);

        Told(purchase).ShouldBe(After);
    }

    /// <summary>Its one hash covered both, so the amount has to do, and the lines are sent once more.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_go_on_with_what_an_older_version_stored(bool isUnderWay)
    {
        await using var shop = await Shop.Open(When_a_provider_offers_the_deliveries.Provider("Ingrid"));
        var purchase = await shop.OpenCheckout(Dated("cold"));
        if (isUnderWay) (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await purchase.Rewrite(payment => payment with { LinesHash = new string('0', 64), ToldHash = null });

        (await shop.Norce.ChangeCart(purchase.OrderId, Postpone)).IsSuccess.ShouldBeTrue();

        if (!isUnderWay) Told(purchase).ShouldBe(After);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_tell_operators_when_qliro_does_not_take_it_all(bool withUpdate)
    {
        await using var shop = await Shop.Open(When_a_provider_offers_the_deliveries.Provider(
            "Ingrid", """, "metadata":{"Ingrid.CartAttributes":["own-1","own-2"]}"""));
        var tags = Enumerable.Range(10, 40).Select(number => $"t{number}").ToArray();
        var purchase = await shop.OpenCheckout(withUpdate ? Dated("cold") : Dated(tags));
        if (withUpdate)
        {
            (await purchase.Timeline()).ShouldNotContain(entry => IsCut(entry));
            (await shop.Norce.ChangeCart(purchase.OrderId, cart => cart["items"]![0]!["logistics"]!["tags"]
                = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]))).IsSuccess.ShouldBeTrue();
        }

        var told = shop.Qliro.Request(purchase.QliroOrderId)["MerchantProvidedMetadata"]!.AsArray();
        told.Count.ShouldBe(30);
        told.Take(2).Select(entry => (string?)entry!["Value"]).ShouldBe(["own-1", "own-2"]);
        (await purchase.Timeline()).Where(IsCut).ShouldHaveSingleItem();
    }

    private static bool IsCut(TimelineEntry entry) => entry.Summary.Contains(
        "Ingrid is told 30 of 43 codes and tags", StringComparison.Ordinal);

    private static JsonObject Dated(params string[] tags)
    {
        var mug = NorceOrders.Item();
        mug["logistics"] = new JsonObject
        {
            ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]), ["shippingDate"] = Before,
        };
        return NorceOrders.Cart(mug);
    }

    private static JsonArray Codes(params string[] codes)
        => [.. codes.Select(code => (JsonNode)NorceOrders.Discount(code, 0m))];

    private static void Postpone(JsonObject cart) => cart["items"]![0]!["logistics"]!["shippingDate"] = After;

    private static string? Told(Purchase purchase)
        => (string?)JsonNode.Parse(purchase.Shop.Qliro.Log.Writes.Last(write => write.Status is 200 or 201).Body)!
            ["OrderItems"]![0]!["Metadata"]!["Ingrid"]!["ShippingDate"]!["Start"];
}
