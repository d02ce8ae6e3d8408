using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>Half an emoji in a text is no reason to refuse the order that it is part of.</summary>
public sealed class When_texts_are_not_well_formed
{
    [Fact, Trait("norce", "63")]
    public async Task Should_open_a_checkout_for_a_row_whose_name_ends_in_half_an_emoji()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        var spoiled = shop.Norce.Order(orderId).ToJsonString().Replace("Mug", "Mug \\ud83d", StringComparison.Ordinal);
        shop.Norce.Faults.On("GET", "/orders/").Answer(200, spoiled, times: 2);

        (await shop.Create(orderId)).Error.ShouldBeNull();

        shop.Qliro.Order(shop.Qliro.OrderIds[0])["OrderItems"]![0]!["Description"]!.GetValue<string>()
            .ShouldBe("Mug \uFFFD");
    }

    [Fact, Trait("qliro", "69")]
    public async Task Should_complete_the_order_of_a_shopper_whose_name_is_not()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        var order = shop.Qliro.Order(purchase.QliroOrderId);
        order["BillingAddress"]!["FirstName"] = "Half";
        shop.Qliro.Faults.On("GET", "/Orders/").Answer(
            200, order.ToJsonString().Replace("Half", "Half \\uDE00\\ud83d", StringComparison.Ordinal), times: 50);

        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();

        purchase.OrderStatus.ShouldBe("completed");
        ((string?)purchase.NorceOrder["customer"]!["billing"]!["givenName"]).ShouldBe("Half \uFFFD\uFFFD");
    }
}
