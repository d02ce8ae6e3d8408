using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.OrderManagement;

[Trait("qliro", "33")]
public sealed class When_a_capture_names_items
{
    [Fact]
    public async Task Should_stay_reserved_until_nothing_is_left()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(NorceOrders.Cart(NorceOrders.Item(quantity: 3))).Captured((Requests.Mug, 1));

        purchase.NorceState.ShouldBe("reserved");
        purchase.Actions.ShouldBe(["capture", "cancel", "refund"]);
        ((decimal)purchase.Attribute("qliroCaptured")!).ShouldBe(125m);

        await purchase.CaptureNow((Requests.Mug, 1));
        (await purchase.Capture((Requests.Mug, 2))).Error!.Code.ShouldBe("order-bad-request");
        await purchase.CaptureNow((Requests.Mug, 1));

        purchase.NorceState.ShouldBe("captured");
        purchase.Sent(Requests.Ship).Count.ShouldBe(3);
        purchase.Sent(Requests.Ship).Select(sent => (string?)sent["RequestId"]).ShouldBeUnique();
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [InlineData("row-T-1")]
    [InlineData("T-1")]
    public async Task Should_know_a_row_by_its_reference_or_sku(string reference)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((reference, 1));

        purchase.AdminOrder.Captured.ShouldBe(12500);
    }

    [Fact]
    public async Task Should_take_a_row_whose_total_does_not_divide_evenly_as_one()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(
            NorceOrders.Cart(NorceOrders.Item(unitPrice: 33.50m, quantity: 3, discount: 0.50m)))
            .Captured(("T-1", 3));

        purchase.NorceState.ShouldBe("captured");
        purchase.AdminOrder.Captured.ShouldBe(10000);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_refuse_an_item_nobody_knows_and_one_that_names_two_rows()
    {
        await using var shop = await Shop.Open();
        var twice = NorceOrders.Cart(NorceOrders.Item(), NorceOrders.Item());
        var purchase = await shop.Buy(twice);

        (await purchase.Capture(("T-9", 1))).Error!.Code.ShouldBe("order-bad-request");
        (await purchase.Capture(("T-1", 1))).Error!.Code.ShouldBe("order-bad-request");
        (await purchase.Capture((Requests.Mug, 0))).Error!.Code.ShouldBe("order-bad-request");
        purchase.Sent(Requests.Ship).ShouldBeEmpty();
    }

    /// <summary>Qliro's line of one row is called as the other row's goods are.</summary>
    [Fact]
    public async Task Should_refuse_a_line_of_one_row_that_is_the_sku_of_another()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(NorceOrders.Cart(
            NorceOrders.Item("A", unitPrice: 10m, quantity: 1), NorceOrders.Item(Requests.Mug, unitPrice: 500m)));
        var line = (string)shop.Qliro.Order(purchase.QliroOrderId)["OrderItems"]![0]!["MerchantReference"]!;

        var both = await shop.Buy(NorceOrders.Cart(
            NorceOrders.Item("A", unitPrice: 10m, quantity: 1), NorceOrders.Item(line, unitPrice: 500m, quantity: 1)));

        (await both.Capture((line, 1))).Error!.Code.ShouldBe("order-bad-request");
        (await both.Capture(("A", 1))).Error.ShouldBeNull();
        both.Sent(Requests.Ship).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Should_refuse_another_while_one_is_open()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await purchase.Capture((Requests.Mug, 1));

        (await purchase.Capture((Requests.Mug, 1))).Error!.Code.ShouldBe("payment-conflict");
        (await purchase.Capture()).Error!.Code.ShouldBe("payment-conflict");
        (await purchase.Cancel()).Error!.Code.ShouldBe("payment-conflict");

        purchase.Sent(Requests.Ship).Count.ShouldBe(1);
    }
}
