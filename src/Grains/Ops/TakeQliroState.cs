using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Ops;

/// <summary>
/// An operator decides that Qliro is right. Its order and admin order are read and applied, with releases that nobody
/// here asked for; Norce is brought to the result, and all is compared. What Qliro does not show of an operation whose
/// outcome is unknown stays unknown.
/// </summary>
public static class TakeQliroState
{
    public static async Task<Outcome<Done>> Run(Turn turn)
    {
        if (WhyNot(turn.Key, turn.Payment) is { } refusal) return turn.Refuse(refusal);
        if (await Refresh.ReadQliro(turn) is { } unread) return turn.Refuse(unread);
        if (turn.Payment.State.IsPurchased() || turn.Payment.State == PaymentState.Declined)
            turn.Raise(new EntryEnqueued(OutboxKind.SyncNorce, turn.Now));
        turn.Raise(new EntryEnqueued(OutboxKind.Reconcile, turn.Now, "an operator took Qliro's state."));
        await OutboxDispatcher.Run(turn);
        return Done.Yes;
    }

    /// <summary>Refused in order: Qliro has no order of it; the payment has ended here. Pure.</summary>
    public static PaymentError? WhyNot(PaymentKey key, PaymentDocument payment)
        => payment.QliroOrderId is null ? OpsRefusal.NoQliroOrder(key)
            : payment.State is PaymentState.Removed or PaymentState.Declined
                ? OpsRefusal.EndedHere(key, payment.State)
                : null;
}
