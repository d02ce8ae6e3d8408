using QliroAdapter.Checkout;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>
/// A turn starts again after a lost commit, or the message is sent again because its answer was lost: it goes on with
/// the operation that it has begun, and nobody is asked for an idempotency key.
/// </summary>
public sealed class When_a_message_comes_again
{
    /// <summary>Its commits are fewer; the loops end at the first that it does not come to.</summary>
    private const int CommitsMax = 10;

    private static readonly Guid id = new(1, 2, 3, new byte[8]);

    [Fact]
    public async Task Should_capture_a_part_once_whatever_commit_another_activation_comes_before()
    {
        for (var commit = 1; commit <= CommitsMax; commit++)
        {
            await using var shop = await Shop.Open();
            var purchase = await shop.Buy();
            var intrusion = Intrude(shop, purchase, commit);

            (await shop.FinishOutbox(Capture(purchase.Grain, 1))).Error.ShouldBeNull($"commit {commit}");
            await purchase.FinishAtQliro();

            purchase.AdminOrder.Captured.ShouldBe(12500, $"commit {commit}");
            purchase.AdminOrder.Operations["Capture"].ShouldBe(1, $"commit {commit}");
            (await purchase.Stored()).Operations.ShouldHaveSingleItem().MessageId.ShouldBe(id);
            if (!intrusion.IsReached) return;
        }
    }

    [Fact]
    public async Task Should_refund_a_part_once_whatever_commit_another_activation_comes_before()
    {
        for (var commit = 1; commit <= CommitsMax; commit++)
        {
            await using var shop = await Shop.Open();
            var purchase = await shop.Buy().Captured();
            var intrusion = Intrude(shop, purchase, commit);

            (await shop.FinishOutbox(Refund(purchase.Grain, 1))).Error.ShouldBeNull($"commit {commit}");
            await purchase.FinishAtQliro();

            purchase.AdminOrder.Refunded.ShouldBe(12500, $"commit {commit}");
            purchase.AdminOrder.Operations["Refund"].ShouldBe(1, $"commit {commit}");
            if (!intrusion.IsReached) return;
        }
    }

    [Fact]
    public async Task Should_not_cancel_anew_what_has_failed_meanwhile()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.PlanOutcome("Reversal", "Error", "DECLINED", "no");
        shop.Mishaps.Intrude(2, async () =>
        {
            shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
            await shop.OtherNode.Get(purchase.Key).Refresh(new());
        });

        (await shop.FinishOutbox(Cancel(purchase.Grain))).Error.ShouldBeNull();

        purchase.Sent(Requests.CancelOrder).Count.ShouldBe(1);
        (await purchase.Stored()).Operations.ShouldHaveSingleItem().Status.ShouldBe(OperationStatus.Failed);
    }

    [Fact]
    public async Task Should_answer_as_the_first_time_on_any_activation_and_book_nothing_more()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        (await Capture(purchase.Grain, 1)).Error.ShouldBeNull();
        (await Capture(shop.OtherNode.Get(purchase.Key), 1)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        (await Capture(purchase.Grain, 1)).Error.ShouldBeNull();
        await purchase.CaptureNow((Requests.Mug, 1));
        (await Capture(purchase.Grain, 1)).Error.ShouldBeNull();

        purchase.Sent(Requests.Ship).Count.ShouldBe(2);
        purchase.AdminOrder.Captured.ShouldBe(25000);
    }

    [Fact]
    public async Task Should_be_refused_as_the_first_time()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).Answer(400, """{"ErrorCode":"INVALID_ITEM","ErrorMessage":"no"}""");

        var first = (await Capture(purchase.Grain, 1)).Error!;
        var second = (await Capture(shop.OtherNode.Get(purchase.Key), 1)).Error!;

        second.ShouldBe(first);
        purchase.Sent(Requests.Ship).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_go_on_under_the_same_request_id_while_the_first_still_waits_for_qliro(bool hasArrived)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var shipping = shop.Qliro.Faults.On("POST", Requests.Ship);
        var held = hasArrived ? shipping.HoldAnswer() : shipping.Hold();
        var first = Capture(purchase.Grain, 1);
        await held.Arrived;

        var second = await shop.FinishOutbox(Capture(shop.OtherNode.Get(purchase.Key), 1));
        held.Release();
        (await shop.FinishOutbox(first)).Error.ShouldBeNull();

        second.Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.AdminOrder.Captured.ShouldBe(12500);
        purchase.Sent(Requests.Ship).Select(request => (string)request["RequestId"]!).Distinct().Count().ShouldBe(1);
        (await purchase.Stored()).Operations.ShouldHaveSingleItem().Status.ShouldBe(OperationStatus.Succeeded);
    }

    [Fact]
    public async Task Should_find_one_operation_when_two_activations_begin_at_once()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Mishaps.Intrude(1, () => Capture(shop.OtherNode.Get(purchase.Key), 1));

        (await shop.FinishOutbox(Capture(purchase.Grain, 1))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.AdminOrder.Captured.ShouldBe(12500);
        (await purchase.Stored()).Operations.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_be_a_new_operation_when_another_message_asks_for_the_same()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await Capture(purchase.Grain, 1);
        await purchase.FinishAtQliro();

        (await purchase.Grain.Capture(new() { MessageId = new(9, 9, 9, new byte[8]), Items = Mugs(1) }))
            .Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.AdminOrder.Captured.ShouldBe(25000);
    }

    [Fact]
    public async Task Should_take_an_operation_of_an_older_version_for_a_strangers()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await purchase.Capture((Requests.Mug, 1));
        (await purchase.Stored()).Operations.ShouldHaveSingleItem().MessageId.ShouldBeNull();

        (await Capture(purchase.Grain, 1)).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
        (await purchase.Capture((Requests.Mug, 1))).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
    }

    private static Intrusion Intrude(Shop shop, Purchase purchase, int commit)
    {
        var intrusion = new Intrusion();
        shop.Mishaps.Intrude(commit, async () =>
        {
            intrusion.IsReached = true;
            (await shop.OtherNode.Get(purchase.Key).ReceiveStatus(new())).Error.ShouldBeNull();
        });
        return intrusion;
    }

    private sealed class Intrusion
    {
        public bool IsReached { get; set; }
    }

    private static IReadOnlyList<OperationItem> Mugs(int units) => Requests.Items((Requests.Mug, units));

    private static Task<Outcome<CheckoutSnippet>> Capture(IPaymentGrain grain, int units)
        => grain.Capture(new() { MessageId = id, Items = Mugs(units) });

    private static Task<Outcome<CheckoutSnippet>> Refund(IPaymentGrain grain, int units)
        => grain.Refund(new() { MessageId = id, Items = Mugs(units) });

    private static Task<Outcome<CheckoutSnippet>> Cancel(IPaymentGrain grain) => grain.Cancel(new() { MessageId = id });
}
