using QliroAdapter.Checkout;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Recurring;

namespace QliroAdapter.Reconciliation;

/// <summary>
/// What a payment does when it is due: ends a creation that was cut off, rechecks partners, delivers its outbox.
/// </summary>
public static class DueWork
{
    public static async Task<Done> Run(Turn turn)
    {
        // A hold ends with its own turn, which delivers what waits.
        if (turn.Known is null or { Hold: not null }) return Done.Yes;
        if (turn.Payment is { State: PaymentState.Creating, Charge: null }
            && turn.Now >= turn.Payment.BegunAt + Schedule.CreationTimeout)
            await BeginCreation.Abandon(turn, "it was cut off and nobody asked for it again.");
        else if (IsWaitOver(turn))
            turn.Raise(Rechecks(turn));
        await OutboxDispatcher.Run(turn);
        await turn.Commit();
        return Done.Yes;
    }

    /// <summary>
    /// While the checkout is open both partners are rechecked, because a turn may have been cut off after it wrote to
    /// Norce.
    /// </summary>
    private static List<PaymentEvent> Rechecks(Turn turn)
    {
        var (payment, now) = (turn.Payment, turn.Now);
        List<PaymentEvent> rechecks = [new CheckBegun(), new EntryEnqueued(OutboxKind.ReconcileWithQliro, now)];
        if (payment.State.IsOpen()) rechecks.Add(new EntryEnqueued(OutboxKind.ResyncLines, now));
        if (payment.State == PaymentState.Removed)
            rechecks.Add(new EntryEnqueued(OutboxKind.RemoveAtNorce, now, Ordinal: TakeOffOrder.RecheckOrdinal));
        // The sweep decides its time, and there is only one at a time. A parked comparison waits for its operator.
        if (payment.PendingEntry(OutboxKind.Reconcile) is null)
            rechecks.Add(new EntryEnqueued(OutboxKind.Reconcile, turn.Services.Sweep.Next(now)));
        return rechecks;
    }

    /// <summary>
    /// False when another node, or the turn before this one, has just done what was due: otherwise nodes that share a
    /// partner's outage would repeat each other's work, and two could do so without end. A document of an older node
    /// does not hold the time; its state tells whether there is one.
    /// </summary>
    private static bool IsWaitOver(Turn turn)
    {
        var (payment, now) = (turn.Payment, turn.Now);
        if (payment.State == PaymentState.Creating || payment.QliroOrderId is null) return false;
        if (!payment.Work().All(entry => entry.IsParked || (entry.DueAt > now && payment.CheckAt is not null)))
            return false;
        return payment.CheckAt is { } at
            ? at <= now
            : turn.Services.Features.NextCheck(payment, now, turn.Services.Reconciliation) is not null;
    }
}
