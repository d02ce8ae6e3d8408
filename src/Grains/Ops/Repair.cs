using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Reconciliation;

namespace QliroAdapter.Ops;

/// <summary>
/// An operator's requests: reconcile, retry now, resume. Each enqueues work and delivers it in this turn as far as
/// possible.
/// </summary>
internal static class Repair
{
    public static async Task<Outcome<Done>> Reconcile(Turn turn)
    {
        if (await Known(turn) is { } refusal) return turn.Refuse(refusal);
        turn.Raise(new EntryEnqueued(OutboxKind.Reconcile, turn.Now, "an operator asks."));
        await OutboxDispatcher.Run(turn);
        return turn.Payment.PendingEntry(OutboxKind.Reconcile) is { IsParked: false } pending
            ? turn.Refuse(Refusal.NotDelivered(turn.Key, "Refresh", turn.Payment, pending))
            : Done.Yes;
    }

    public static async Task<Outcome<Done>> RetryNow(Turn turn)
    {
        if (await Known(turn) is { } refusal) return turn.Refuse(refusal);
        if (turn.Payment.Hold is { } hold) return turn.Refuse(OpsRefusal.IsHeld(turn.Key, "Retry", hold));
        turn.Raise(turn.Payment.Work()
            .Where(entry => !entry.IsParked).Select(entry => new EntryResumed(entry.Kind, entry.Ordinal, turn.Now)));
        await OutboxDispatcher.Run(turn);
        // Nothing was sent when the circuit of every entry's partner is open; the operator reads which.
        var waiting = turn.Payment.Work().Where(entry => !entry.IsParked).ToList();
        return waiting.Count > 0 && waiting.TrueForAll(entry => entry.IsHeldBack)
            ? turn.Refuse(Refusal.NotDelivered(turn.Key, "Retry",
                $"nothing is sent now. {waiting[0].Problem} Next try {waiting[0].DueAt:HH:mm:ss} UTC"))
            : Done.Yes;
    }

    public static async Task<Outcome<Done>> Resume(Turn turn)
    {
        if (await Known(turn) is { } refusal) return turn.Refuse(refusal);
        if (turn.Payment.Hold is { } hold) return turn.Refuse(OpsRefusal.IsHeld(turn.Key, "Resume", hold));
        if (turn.Payment.ParkedBecause is not null && await ResumePayment(turn) is { } why) return turn.Refuse(why);
        var parked = turn.Payment.Outbox.Where(entry => entry.IsParked).ToList();
        if (parked.Count == 0) return Done.Yes;
        turn.Raise(parked.Select(entry => new EntryResumed(entry.Kind, entry.Ordinal, turn.Now)));
        // A delivery may find nothing to do although the reason for which it was parked still exists.
        turn.Raise(new EntryEnqueued(OutboxKind.Reconcile, turn.Now));
        await OutboxDispatcher.Run(turn);
        return Done.Yes;
    }

    /// <summary>
    /// Resumes a payment that was parked as a whole: Qliro's admin order, whose contradiction parked it, is read again
    /// first. It is parked again when nothing has changed.
    /// </summary>
    private static async Task<PaymentError?> ResumePayment(Turn turn)
    {
        var hasAdminOrder = turn.Payment is { QliroOrderId: not null } && turn.Payment.State.IsPurchased();
        var adminOrder = hasAdminOrder ? await turn.ReadAdminOrder() : null;
        if (adminOrder is { IsAccepted: false }) return adminOrder.Error;
        turn.Raise(new PaymentResumed(), new EntryEnqueued(OutboxKind.Reconcile, turn.Now));
        if (adminOrder is not null) await ApplyAdminOrder.Run(turn, adminOrder.Value!);
        await OutboxDispatcher.Run(turn);
        return null;
    }

    /// <summary>The refusal of a payment that no operator can act on.</summary>
    internal static async Task<PaymentError?> Known(Turn turn)
    {
        var found = await turn.Find();
        if (found.Error is { Code: ErrorCodes.OrderNotFound })
            return Refusal.PaymentNotFound(turn.Key, "neither is it stored, nor does Norce have its order");
        if (!found.IsAccepted) return found.Error;
        return found.Value.State == PaymentState.Creating
            ? Refusal.PaymentNotFound(turn.Key, "its creation has not completed")
            : null;
    }
}
