using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;

namespace QliroAdapter.Grains.Tests.OrderManagement;

[Trait("qliro", "37")]
public sealed class When_qliro_is_busy_with_the_order
{
    private const string OnHold =
        """{"ErrorCode":"PAYMENT_ONHOLD","ErrorMessage":"Evaluation, the payment is on hold."}""";
    private const string Other =
        """{"ErrorCode":"OPERATION_NOT_SUPPORTED","ErrorMessage":"Evaluation, not for this order."}""";

    [Theory]
    [InlineData(Requests.Busy)]
    [InlineData(OnHold)]
    public async Task Should_accept_the_call_and_try_again_until_qliro_takes_it(string reason)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).Answer(400, reason, times: 2);

        (await purchase.Capture()).Error.ShouldBeNull();
        var pending = (await purchase.Stored()).PendingEntry(OutboxKind.AdvanceOperation)!;
        pending.DueAt.ShouldBe(shop.Clock.GetUtcNow() + SendPart.BusyPause);

        await shop.Pass(TimeSpan.FromMinutes(1), steps: 60);
        await purchase.FinishAtQliro();
        purchase.Sent(Requests.Ship).Count.ShouldBe(3);
        purchase.Sent(Requests.Ship).Select(sent => (string?)sent["RequestId"]).Distinct().Count().ShouldBe(1);
        purchase.NorceState.ShouldBe("captured");
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_leave_a_pause_between_tries_that_grows()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).Answer(400, Requests.Busy, times: 100);

        await purchase.Capture();
        await shop.Pass(TimeSpan.FromMinutes(10), steps: 600);

        purchase.Sent(Requests.Ship).Count.ShouldBeInRange(5, 12);
        (await purchase.Stored()).OpenOperation().ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_take_a_new_id_when_qliro_remembers_the_one_it_was_too_busy_for()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Options.RemembersRefusedRequests = true;
        shop.Qliro.CaptureOutOfBand((await Another(shop)).QliroOrderId);
        var staff = await HalfByStaff(purchase);

        (await purchase.Capture((Requests.Mug, 1))).Error.ShouldBeNull();
        shop.Qliro.FinishTransaction(staff);
        await shop.Pass(TimeSpan.FromMinutes(2), steps: 120);
        await purchase.FinishAtQliro();

        (await purchase.Stored()).OpenOperation().ShouldBeNull();
        purchase.AdminOrder.Captured.ShouldBe(25000);
        purchase.NorceState.ShouldBe("captured");
    }

    [Fact]
    public async Task Should_fail_at_once_when_the_same_code_means_something_else()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).Answer(400, Other);

        var refused = (await purchase.Capture()).Error!;

        refused.Code.ShouldBe("qliro-bad-request");
        refused.QliroError!.ErrorCode.ShouldBe("OPERATION_NOT_SUPPORTED");
        (await purchase.Stored()).OpenOperation().ShouldBeNull();
    }

    private static Task<Purchase> Another(Shop shop) => shop.Buy();

    /// <summary>Qliro's staff captures one of two mugs, and the capture is not finished.</summary>
    private static async Task<long> HalfByStaff(Purchase purchase)
    {
        await StaffRequests.Ship(purchase, (Requests.Mug, 1, 125m));
        return (long)purchase.Transactions("Capture")[^1]["PaymentTransactionId"]!;
    }
}
