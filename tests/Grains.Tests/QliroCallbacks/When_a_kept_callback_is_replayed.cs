using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>An operator hands a callback over again that came in: the same message, with the operator's name.</summary>
public sealed class When_a_kept_callback_is_replayed
{
    private static readonly ReplayedBy anna = new() { By = "anna", Reason = "the shop asks" };

    [Fact]
    public async Task Should_change_nothing_when_it_was_applied_and_name_the_operator()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await purchase.CaptureNow();
        var before = await purchase.Stored();
        var transaction = before.Operations.Single().Parts.Single().TransactionIds.Single();
        var (norce, captured) = (purchase.NorcePayment.ToJsonString(), purchase.AdminOrder.Captured);

        (await purchase.Grain.ReceivePush(new() { Push = new() { Status = "Completed" }, Replayed = anna }))
            .Error.ShouldBeNull();
        (await purchase.Grain.ReceiveStatus(new()
        {
            Status = new() { PaymentTransactionId = transaction, PaymentType = "Capture", Status = "Success" },
            Replayed = anna,
        })).Error.ShouldBeNull();

        var after = await purchase.Stored();
        (after.State, after.Operations.Count, after.Ledger.Captured).ShouldBe((before.State, 1, before.Ledger.Captured));
        after.Outbox.ShouldBeEmpty();
        (purchase.NorcePayment.ToJsonString(), purchase.AdminOrder.Captured).ShouldBe((norce, captured));
        await purchase.ShouldAgreeWithQliro();
        (await purchase.Timeline()).Select(row => row.Summary).Where(row => row.Contains("anna")).ShouldBe(
        [
            "operator anna replays Qliro push CustomerCheckoutStatus: Completed: the shop asks",
            $"operator anna replays Qliro status Capture: Success, transaction {transaction}: the shop asks",
        ]);
    }

    [Fact]
    public async Task Should_be_applied_after_a_resume_when_it_was_refused_while_parked()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await purchase.Rewrite(payment => payment with { ParkedBecause = "it was changed by hand." });
        var push = new ReceivePush { Push = new() { Status = "Completed" } };
        (await purchase.Grain.ReceivePush(push)).Error!.Code.ShouldBe(ErrorCodes.InternalServerError);
        (await purchase.Stored()).State.IsPurchased().ShouldBeFalse();
        (await purchase.Grain.ReceivePush(push with { Replayed = anna })).Error!.Code
            .ShouldBe(ErrorCodes.InternalServerError);

        (await shop.FinishOutbox(purchase.Grain.ResumeParked(new() { By = "anna", Reason = "repaired" })))
            .Error.ShouldBeNull();
        (await shop.FinishOutbox(purchase.Grain.ReceivePush(push with { Replayed = anna }))).Error.ShouldBeNull();

        (await purchase.Stored()).State.ShouldBe(PaymentState.Reserved);
        (purchase.NorceState, purchase.OrderStatus).ShouldBe(("reserved", "completed"));
        // What was due when the payment was loaded may have been delivered by another node as well.
        await shop.Pass(TimeSpan.FromMinutes(1));
        await purchase.ShouldAgreeWithQliro();
    }
}
