using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.Checkout;

/// <summary>
/// A purchase continues under the configuration with which it began, whatever happens to the channel's document
/// meanwhile.
/// </summary>
public sealed class When_the_channel_is_configured_anew
{
    [Fact]
    public async Task Should_keep_the_lines_of_a_purchase_that_has_begun()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout(Discounted());
        var before = Lines(purchase);

        await shop.Reconfigure(document => document["options"] = JsonNode.Parse(
            """{"mapDiscountPerRow":true,"useIntegratedShipping":true,"recurring":true,"discountText":"Billigare"}"""));
        await shop.Norce.ChangeQuantity(purchase.OrderId, 1, 2);
        await shop.Norce.ChangeQuantity(purchase.OrderId, 1, 1);

        Lines(purchase).ShouldBe(before);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_use_the_new_document_for_the_next_purchase()
    {
        await using var shop = await Shop.Open();
        var first = await shop.OpenCheckout(Discounted());

        await shop.Reconfigure(document => document["options"] = JsonNode.Parse("""{"mapDiscountPerRow":true}"""));
        var next = await shop.OpenCheckout(Discounted());

        Lines(first).Count(line => line.StartsWith("Discount", StringComparison.Ordinal)).ShouldBe(1);
        Lines(next).Count(line => line.StartsWith("Discount", StringComparison.Ordinal)).ShouldBe(0);
    }

    [Fact]
    public async Task Should_let_a_hook_through_that_changes_nothing_while_the_shopper_pays()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout(Discounted());
        shop.Qliro.SetCustomer(purchase.QliroOrderId, new());
        (await purchase.Grain.Validate(new() { Order = Asked(shop, purchase) })).Value!.IsApproved.ShouldBeTrue();

        await shop.Reconfigure(document => document["options"] = JsonNode.Parse("""{"discountText":"Billigare"}"""));

        var same = purchase.NorceOrder.Deserialize<NorceOrder>(NorceJson.Options)!;
        (await purchase.Grain.UpdatePayment(new() { Order = same })).Value!.Patches.ShouldBeEmpty();
        (await shop.Norce.ChangeQuantity(purchase.OrderId, 1, 2)).IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_not_ask_for_a_proof_that_qliro_was_not_told_to_take()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();

        await shop.Reconfigure(
            document => document["options"] = JsonNode.Parse("""{"requireIdentityVerification":true}"""));

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true, "accepted")]
    [InlineData(false, "completed")]
    public async Task Should_hold_the_order_for_more_goods_as_it_began(bool useUpsell, string status)
    {
        await using var shop = await Shop.Open(document => document["options"]!["useUpsell"] = useUpsell);
        var purchase = await shop.OpenCheckout();

        await shop.Reconfigure(document => document["options"]!["useUpsell"] = !useUpsell);
        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(purchase.QliroOrderId))).Accepted.ShouldBeTrue();
        await shop.FinishOutbox(shop.Qliro.FlushPushes());

        purchase.OrderStatus.ShouldBe(status);
    }

    [Fact]
    public async Task Should_take_the_present_document_for_a_payment_that_was_rebuilt()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout(Discounted());
        await shop.LoseDatabase();
        await shop.Reconfigure(document => document["options"] = JsonNode.Parse("""{"mapDiscountPerRow":true}"""));

        (await shop.Norce.ChangeQuantity(purchase.OrderId, 1, 2)).IsSuccess.ShouldBeTrue();

        Lines(purchase).Count(line => line.StartsWith("Discount", StringComparison.Ordinal)).ShouldBe(0);
        purchase.QliroTotal.ShouldBe(purchase.NorceAmount);
    }

    private static QliroOrder Asked(Shop shop, Purchase purchase)
        => shop.Qliro.Order(purchase.QliroOrderId).Deserialize<QliroOrder>(QliroJson.Options)!;

    private static List<string> Lines(Purchase purchase)
        => [.. ((JsonArray)purchase.Shop.Qliro.Order(purchase.QliroOrderId)["OrderItems"]!)
        .Select(line => $"{line!["Type"]} {line["MerchantReference"]} {line["Description"]} {line["Quantity"]} x "
            + $"{line["PricePerItemIncVat"]}")];

    private static JsonObject Discounted()
        => NorceOrders.Cart(NorceOrders.Item(discount: 50m), NorceOrders.Item("T-2", "Cup", 40m, 1));
}
