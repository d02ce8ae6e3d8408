using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Ops;

/// <summary>A hold stops the outbox of one payment and nothing else: what comes is recorded and waits.</summary>
public sealed class When_a_payment_is_held
{
    [Fact]
    public async Task Should_deliver_nothing_until_it_is_released()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        (await Act(purchase, OperatorActionKind.Hold)).Error.ShouldBeNull();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        shop.Norce.Log.Clear();

        (await purchase.Grain.ReceivePush(new())).Error.ShouldBeNull();
        await shop.Pass(TimeSpan.FromHours(30));

        (await purchase.Stored()).ShouldSatisfyAllConditions(
            stored => stored.State.ShouldBe(PaymentState.Reserved),
            stored => stored.Outbox.ShouldContain(entry => entry.Kind == OutboxKind.SyncNorce && entry.Attempts == 0));
        shop.Norce.Log.Writes.ShouldBeEmpty();
        purchase.NorceState.ShouldBe("processing");

        (await shop.FinishOutbox(Act(purchase, OperatorActionKind.Release))).Error.ShouldBeNull();
        await shop.DoDueWork();
        purchase.OrderStatus.ShouldBe("completed");
        (await purchase.Stored()).Outbox.ShouldNotContain(entry => entry.IsParked);
        (await purchase.Timeline()).Select(row => row.Summary).ShouldSatisfyAllConditions(
            rows => rows.ShouldContain("operator anna holds the outbox: the bank asks"),
            rows => rows.ShouldContain("operator anna releases the outbox: the bank asks"));
    }

    [Fact]
    public async Task Should_not_be_looked_for_by_the_scan_for_due_work()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await Act(purchase, OperatorActionKind.Hold);
        (await shop.Store.Due(shop.Clock.GetUtcNow().AddYears(1), 10, default)).ShouldNotContain(purchase.Key.ToString());
        var version = (await shop.Store.Load(purchase.Key.ToString(), default))!.Version;
        await purchase.Grain.Continue(new());
        (await shop.Store.Load(purchase.Key.ToString(), default))!.Version.ShouldBe(version);

        await Act(purchase, OperatorActionKind.Release);
        (await shop.Store.Due(shop.Clock.GetUtcNow().AddYears(1), 10, default)).ShouldContain(purchase.Key.ToString());
    }

    [Fact]
    public async Task Should_record_a_capture_and_send_it_once_after_the_release()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await Act(purchase, OperatorActionKind.Hold);

        var id = new Guid("5e1f0a52-8a0f-4d5e-9a63-2b7f0a7d9c11");
        for (var repeat = 0; repeat < 2; repeat++)
            (await purchase.Grain.Capture(new() { MessageId = id, Items = [] })).Error.ShouldBeNull();
        await shop.Pass(TimeSpan.FromHours(1));
        purchase.Sent(Requests.Ship).ShouldBeEmpty();
        (await purchase.Stored()).OpenOperation()!.Parts[0].Status.ShouldBe(PartStatus.NotSent);

        (await shop.FinishOutbox(Act(purchase, OperatorActionKind.Release))).Error.ShouldBeNull();
        await shop.Pass(TimeSpan.FromMinutes(1));
        await purchase.FinishAtQliro();
        purchase.Sent(Requests.Ship).Count.ShouldBe(1);
        purchase.AdminOrder.Captured.ShouldBe(25000);
        (await purchase.Stored()).State.ShouldBe(PaymentState.Captured);
    }

    /// <summary>The first answer was lost; a held payment does not ask again, and forgets nothing.</summary>
    [Fact]
    public async Task Should_send_no_request_again_whose_outcome_is_unknown()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).Answer(503, times: 2);
        var id = new Guid("5e1f0a52-8a0f-4d5e-9a63-2b7f0a7d9c11");
        await purchase.Grain.Capture(new() { MessageId = id, Items = [] });
        var sent = purchase.Sent(Requests.Ship).Count;
        await Act(purchase, OperatorActionKind.Hold);

        await purchase.Grain.Capture(new() { MessageId = id, Items = [] });
        await shop.Pass(TimeSpan.FromHours(1));
        purchase.Sent(Requests.Ship).Count.ShouldBe(sent);

        await shop.FinishOutbox(Act(purchase, OperatorActionKind.Release));
        await shop.Pass(TimeSpan.FromMinutes(1));
        await purchase.FinishAtQliro();
        purchase.AdminOrder.Captured.ShouldBe(25000);
        purchase.Sent(Requests.Ship).Select(call => (string?)call["RequestId"]).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Should_still_validate_compare_and_refresh()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await Act(purchase, OperatorActionKind.Hold);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();

        (await purchase.Grain.ComparePayment(new())).Error.ShouldBeNull();
        var refreshed = (await purchase.Grain.Refresh(new())).Error!;
        refreshed.Message.ShouldContain("is recorded and done when the payment is released; it is held by anna");
        (await purchase.Stored()).State.ShouldBe(PaymentState.Reserved);
        (await purchase.Grain.RepairPayment(new())).Error!.Message.ShouldContain("held by anna");
        (await purchase.Grain.Remove(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
    }

    [Fact]
    public async Task Should_refuse_to_retry_and_to_resume()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await Act(purchase, OperatorActionKind.Hold);
        (await purchase.Grain.RetryOutbox(new())).Error!.Message.ShouldContain("Release it first");
        (await purchase.Grain.ResumeParked(new())).Error!.Message.ShouldContain("Release it first");
        (await Act(purchase, OperatorActionKind.Hold, "another reason")).Error!.Message.ShouldContain("held by anna");
    }

    [Fact]
    public async Task Should_be_shown_in_lists_and_searched_for()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await Act(purchase, OperatorActionKind.Hold);
        var found = (await shop.Store.Find(new() { HeldOnly = true }, default)).ShouldHaveSingleItem();
        found.HeldReason!.ShouldStartWith("held by anna since ");
        await Act(purchase, OperatorActionKind.Release);
        (await shop.Store.Find(new() { HeldOnly = true }, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_stay_held_over_a_restart()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await Act(purchase, OperatorActionKind.Hold);
        await shop.Restart();
        (await purchase.Stored()).Hold!.By.ShouldBe("anna");
        (await purchase.Grain.RetryOutbox(new())).Error!.Message.ShouldContain("held by anna");
    }

    private static Task<Outcome<Done>> Act(
        Purchase purchase, OperatorActionKind kind, string reason = "the bank asks")
        => purchase.Grain.Act(new() { Kind = kind, By = "anna", Reason = reason });
}
