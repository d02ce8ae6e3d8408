using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Ops;

/// <summary>
/// Does what Qliro's push and its status push do when they come again. A callback is a hint that Qliro has news: what
/// counts is read from Qliro, so a replay needs no stored callback and books nothing twice.
/// </summary>
public static class ReplayCallbacks
{
    public static async Task<Outcome<Done>> Run(Turn turn)
    {
        if (WhyNot(turn.Key, turn.Payment) is { } refusal) return turn.Refuse(refusal);
        await Push.RecordPush(turn, turn.Payment, new());
        if (turn.Payment.State.IsPurchased() && turn.Payment.State != PaymentState.Pending)
        {
            var attempt = await ApplyAdminOrder.Read(turn);
            if (!attempt.IsDone) ReadLater.Enqueue(turn, attempt.Note);
        }
        await OutboxDispatcher.Run(turn);
        return Done.Yes;
    }

    /// <summary>Refused when Qliro has no order of it. Pure.</summary>
    public static PaymentError? WhyNot(PaymentKey key, PaymentDocument payment)
        => payment.QliroOrderId is null ? OpsRefusal.NoQliroOrder(key) : null;
}
