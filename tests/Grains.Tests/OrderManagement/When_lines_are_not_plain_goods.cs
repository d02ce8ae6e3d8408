using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.OrderManagement;

public sealed class When_lines_are_not_plain_goods
{
    [Fact]
    [Trait("qliro", "53")]
    public async Task Should_capture_and_refund_a_fee_that_qliro_added()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.AddFee(purchase.QliroOrderId, 19m, 15.2m);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();
        await shop.DoDueWork();
        purchase.NorceAmount.ShouldBe(250m);
        ((decimal)purchase.Attribute("qliroAmountMismatch")!).ShouldBe(19m);

        await purchase.CaptureNow();
        purchase.Sent(Requests.Ship)[0].Lines().ShouldContain(("InvoiceFee", 1));
        ((decimal)purchase.Attribute("qliroCaptured")!).ShouldBe(269m);
        (await purchase.Refund()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.AdminOrder.Refunded.ShouldBe(26900);
        purchase.NorceState.ShouldBe("credited");
        purchase.NorceAmount.ShouldBe(250m);
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [Trait("qliro", "43")]
    [InlineData("SWISH")]
    [InlineData("TRUSTLY")]
    public async Task Should_capture_and_refund_a_direct_payment(string method)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId, method: method)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();
        await shop.DoDueWork();
        purchase.NorceState.ShouldBe("reserved");

        await purchase.CaptureNow((Requests.Mug, 1));
        await purchase.CaptureNow();
        purchase.NorceState.ShouldBe("captured");
        (await purchase.Refund((Requests.Mug, 2))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        await purchase.FinishAtQliro();

        purchase.NorceState.ShouldBe("credited");
        purchase.AdminOrder.Refunded.ShouldBe(25000);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_take_its_discount_along_with_each_unit()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(NorceOrders.Cart(NorceOrders.Item(discount: 50m)));
        purchase.AdminOrder.Authorized.ShouldBe(20000);

        await purchase.CaptureNow((Requests.Mug, 1));
        purchase.AdminOrder.Captured.ShouldBe(10000);
        await purchase.CaptureNow((Requests.Mug, 1));
        purchase.NorceState.ShouldBe("captured");
        purchase.AdminOrder.Captured.ShouldBe(20000);

        (await purchase.Refund((Requests.Mug, 2))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        await purchase.FinishAtQliro();
        purchase.AdminOrder.Refunded.ShouldBe(20000);
        purchase.NorceState.ShouldBe("credited");
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_refuse_a_discount_alone()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(NorceOrders.Cart(NorceOrders.Item(discount: 50m)));
        var discount = ((JsonArray)shop.Qliro.Order(purchase.QliroOrderId)["OrderItems"]!)
            .Single(line => (string)line!["Type"]! == "Discount")!;

        var reference = (string)discount["MerchantReference"]!;

        (await purchase.Capture((reference, 1))).Error!.Message.ShouldContain("goes along");
        purchase.Sent(Requests.Ship).ShouldBeEmpty();
        await purchase.CaptureNow((reference, 1), (Requests.Mug, 1));
        purchase.AdminOrder.Captured.ShouldBe(10000);
    }

    [Fact]
    public async Task Should_take_free_goods_only_when_they_are_named()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(NorceOrders.Cart(NorceOrders.Item(), NorceOrders.Item("GIFT", "Gift", 0m, 1)));

        (await purchase.Capture(("GIFT", 1))).Error!.Code.ShouldBe("order-bad-request");
        await purchase.CaptureNow((Requests.Mug, 1));
        purchase.Sent(Requests.Ship)[0].Lines().ShouldBe([(Requests.Mug, 1)]);
        await purchase.CaptureNow((Requests.Mug, 1), ("GIFT", 1));
        purchase.NorceState.ShouldBe("captured");
        purchase.Sent(Requests.Ship)[1].Lines().Count.ShouldBe(2);
        (await purchase.Refund((Requests.Mug, 2))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        await purchase.FinishAtQliro();

        purchase.NorceState.ShouldBe("credited");
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_not_wait_for_free_goods_that_staff_left_behind()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(NorceOrders.Cart(NorceOrders.Item(), NorceOrders.Item("GIFT", "Gift", 0m, 1)));
        await StaffRequests.Ship(purchase, (Requests.Mug, 2, 125m));
        await purchase.FinishAtQliro();

        purchase.NorceState.ShouldBe("captured");
        purchase.Actions.ShouldBe(["refund"]);
    }
}
