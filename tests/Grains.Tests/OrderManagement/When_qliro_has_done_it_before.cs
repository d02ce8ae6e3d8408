using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;

namespace QliroAdapter.Grains.Tests.OrderManagement;

[Trait("qliro", "36")]
public sealed class When_qliro_has_done_it_before
{
    private const string NothingLeft =
        """{"ErrorCode":"NO_ITEMS_LEFT_IN_RESERVATION","ErrorMessage":"Evaluation, no items are left in reservation."}""";

    [Fact]
    public async Task Should_count_a_capture_as_done_when_nothing_is_left_in_the_reservation()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        // Staff capture everything between our read and our request.
        var fault = shop.Qliro.Faults.On("POST", Requests.Ship).Hold();
        var capture = purchase.Capture();
        await fault.Arrived;
        shop.Qliro.FinishTransaction(shop.Qliro.CaptureOutOfBand(purchase.QliroOrderId));
        fault.Release();

        (await capture).Error.ShouldBeNull();
        await shop.DoDueWork();

        purchase.NorceState.ShouldBe("captured");
        purchase.AdminOrder.Captured.ShouldBe(25000);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_finish_such_a_capture_later_when_the_admin_order_cannot_be_read_now()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).Answer(400, NothingLeft);
        shop.Qliro.Faults.On("GET", "/adminapi/v2/orders").After(1).Answer(401);

        (await purchase.Capture()).Error.ShouldBeNull();
        await shop.Pass(TimeSpan.FromMinutes(1));

        (await purchase.Stored()).OpenOperation().ShouldBeNull();
    }

    [Fact]
    public async Task Should_find_a_capture_by_staff_before_asking()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.FinishTransaction(shop.Qliro.CaptureOutOfBand(purchase.QliroOrderId));

        (await purchase.Capture()).Error.ShouldBeNull();

        purchase.Sent(Requests.Ship).ShouldBeEmpty();
        purchase.NorceState.ShouldBe("captured");
        (await purchase.Cancel()).Error!.Code.ShouldBe("payment-conflict");
    }

    [Fact]
    [Trait("qliro", "38")]
    public async Task Should_count_a_cancel_as_done_when_the_order_has_been_cancelled()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await purchase.Cancel();
        await purchase.FinishAtQliro();
        await shop.Restart();

        (await purchase.Cancel()).Error.ShouldBeNull();

        purchase.Sent(Requests.CancelOrder).Count.ShouldBe(1);
        purchase.NorceState.ShouldBe("cancelled");
    }
}
