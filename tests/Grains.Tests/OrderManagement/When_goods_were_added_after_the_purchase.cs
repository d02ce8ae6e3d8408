using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>
/// The purchase (2 mugs of 125) and goods added to it (100) are two live originals at Qliro: each line is captured
/// under the original that reserved it, and each capture is returned separately.
/// </summary>
public sealed class When_goods_were_added_after_the_purchase
{
    private const string Extra = "U1:EXTRA";

    [Fact, Trait("qliro", "32")]
    public async Task Should_capture_each_line_under_the_original_that_reserved_it()
    {
        await using var shop = await Shop.Open();
        var (purchase, first, added) = await Upsold(shop);

        await purchase.CaptureNow((Extra, 1));
        await purchase.CaptureNow((Requests.Mug, 2));

        purchase.Sent(Requests.Ship).Select(sent => sent.ActsOn()).ShouldBe([added, first]);
        (purchase.NorceState, purchase.AdminOrder.Captured).ShouldBe(("captured", 35000));
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_send_one_request_after_the_other_for_lines_of_both()
    {
        await using var shop = await Shop.Open();
        var (purchase, first, added) = await Upsold(shop);

        (await purchase.Capture((Extra, 1), (Requests.Mug, 1))).Error.ShouldBeNull();
        purchase.Sent(Requests.Ship).Count.ShouldBe(1);
        await purchase.FinishAtQliro();
        await purchase.FinishAtQliro();

        purchase.Sent(Requests.Ship).Select(sent => (sent.ActsOn(), sent.Lines().ShouldHaveSingleItem()))
            .ShouldBe([(first, (Requests.Mug, 1)), (added, (Extra, 1))]);
        (purchase.NorceState, (decimal)purchase.Attribute("qliroCaptured")!).ShouldBe(("reserved", 225m));
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_take_equal_lines_from_the_older_original_first()
    {
        await using var shop = await Shop.Open();
        var (purchase, first, added) = await Upsold(shop, reference: Requests.Mug, price: 125m);

        (await purchase.Capture((Requests.Mug, 3))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        await purchase.FinishAtQliro();

        purchase.Sent(Requests.Ship).Select(sent => (sent.ActsOn(), sent.Lines().ShouldHaveSingleItem().Item2))
            .ShouldBe([(first, 2), (added, 1)]);
        purchase.NorceState.ShouldBe("captured");
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_spread_a_refund_over_the_captures_of_both()
    {
        await using var shop = await Shop.Open();
        var (purchase, _, _) = await Upsold(shop);
        await purchase.CaptureNow();
        await purchase.FinishAtQliro();
        var captures = purchase.Transactions("Capture").Select(one => (long)one["PaymentTransactionId"]!).ToList();

        (await purchase.Refund()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        await purchase.FinishAtQliro();

        captures.Count.ShouldBe(2);
        purchase.Sent(Requests.Return).Select(sent => sent.ActsOn()).ShouldBe(captures);
        (purchase.NorceState, purchase.AdminOrder.Refunded).ShouldBe(("credited", 35000));
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_release_what_is_left_of_both_with_one_cancel()
    {
        await using var shop = await Shop.Open();
        var (purchase, _, _) = await Upsold(shop);
        await purchase.CaptureNow((Requests.Mug, 1));

        (await purchase.Cancel()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.Sent(Requests.CancelOrder).Count.ShouldBe(1);
        purchase.Transactions("Reversal").Count.ShouldBe(2);
        (purchase.NorceState, purchase.AdminOrder.Released).ShouldBe(("captured", 22500));
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_not_call_it_cancelled_while_one_of_both_is_held()
    {
        await using var shop = await Shop.Open();
        var (purchase, _, _) = await Upsold(shop);
        shop.Qliro.PlanOutcome("Reversal", "Error", "REJECTED", "The bank said no.");
        (await purchase.Cancel()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.AdminOrder.Released.ShouldBe(10000);

        (await purchase.Cancel()).Error!.QliroError!.ErrorCode.ShouldBe("ORDER_HAS_BEEN_CANCELLED");

        (await purchase.Stored()).Operations.Select(operation => operation.Status)
            .ShouldBe([OperationStatus.Failed, OperationStatus.Failed]);
        (purchase.NorceState, purchase.AdminOrder.Reserved).ShouldBe(("reserved", 25000));
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_find_out_what_is_held_before_it_calls_it_cancelled()
    {
        await using var shop = await Shop.Open();
        var (purchase, _, _) = await Upsold(shop);
        shop.Qliro.PlanOutcome("Reversal", "Error", "REJECTED", "The bank said no.");
        (await purchase.Cancel()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        // The second read of this cancel, after Qliro has said that the order was cancelled before.
        shop.Qliro.Faults.On("GET", "/adminapi/v2/orders").After(1).Answer(401);

        (await shop.FinishOutbox(purchase.Cancel())).Error!.Code.ShouldBe(ErrorCodes.QliroError);
        (await purchase.Stored()).Operations[^1].Status.ShouldBe(OperationStatus.Open);
        await shop.Pass(TimeSpan.FromMinutes(5));

        (await purchase.Stored()).Operations.Select(operation => operation.Status)
            .ShouldBe([OperationStatus.Failed, OperationStatus.Failed]);
        (purchase.NorceState, purchase.AdminOrder.Reserved).ShouldBe(("reserved", 25000));
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_not_take_what_the_goods_released_for_a_cancel_that_never_arrived()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", "cancelOrder").Answer(503, times: 2);
        await shop.FinishOutbox(purchase.Cancel());

        shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m, replaces: true);
        await shop.Qliro.FlushPushes();
        await shop.Pass(TimeSpan.FromMinutes(2));
        await purchase.FinishAtQliro();

        (purchase.NorceState, purchase.AdminOrder.Reserved).ShouldBe(("cancelled", 0));
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_know_the_release_of_one_for_a_cancel_while_staff_capture_the_other(bool capturesEnd)
    {
        await using var shop = await Shop.Open();
        shop.Qliro.Options.OneTransactionAtATime = false;
        var purchase = await shop.Buy();
        var capture = shop.Qliro.CaptureOutOfBand(purchase.QliroOrderId);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);
        shop.Qliro.Faults.On("POST", Requests.CancelOrder).LoseAnswer();

        (await shop.FinishOutbox(purchase.Cancel())).Error.ShouldBeNull();
        if (capturesEnd) shop.Qliro.FinishTransaction(capture);
        else shop.Qliro.FinishTransaction(capture, "Error", "DECLINED", "The bank said no.");
        await purchase.FinishAtQliro();
        await shop.Pass(TimeSpan.FromMinutes(2));

        purchase.Sent(Requests.CancelOrder).Count.ShouldBe(1);
        (await purchase.Stored()).Operations.ShouldHaveSingleItem().Status.ShouldBe(OperationStatus.Succeeded);
        (purchase.NorceState, purchase.AdminOrder.Released).ShouldBe((capturesEnd ? "captured" : "reserved", 10000));
    }

    private static async Task<(Purchase Purchase, long First, long Added)> Upsold(
        Shop shop, string reference = Extra, decimal price = 100m)
    {
        var purchase = await shop.Buy();
        var first = (long)purchase.Transactions("Preauthorization").ShouldHaveSingleItem()["PaymentTransactionId"]!;
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var added = shop.Qliro.AddUpsell(purchase.QliroOrderId, price, price * 0.8m, reference);
        await shop.Qliro.FlushPushes();
        await shop.DoDueWork();
        purchase.NorceState.ShouldBe("reserved");
        return (purchase, first, added);
    }
}
