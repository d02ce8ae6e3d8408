using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Reconciliation;

namespace QliroAdapter.Ops;

/// <summary>
/// What an operator asks for: bring together, try now, resume. Each enqueues work, done in this turn as far as it goes.
/// </summary>
internal static class Repair
{
    public static async Task<Outcome<Done>> Reconcile(Turn turn)
    {
        if (await Known(turn) is { } refusal) return turn.Refuse(refusal);
        turn.Raise(new EntryEnqueued(OutboxKind.Reconcile, turn.Now, "an operator asks."));
        await OutboxDispatcher.Run(turn);
        return turn.Payment.PendingEntry(OutboxKind.Reconcile) is { IsParked: false } pending
            ? turn.Refuse(Refusal.NotDelivered(turn.Key, "Refresh", pending.Problem))
            : Done.Yes;
    }

    public static async Task<Outcome<Done>> RetryNow(Turn turn)
    {
        if (await Known(turn) is { } refusal) return turn.Refuse(refusal);
        turn.Raise(turn.Payment.Outbox
            .Where(entry => !entry.IsParked).Select(entry => new EntryResumed(entry.Kind, entry.Ordinal, turn.Now)));
        await OutboxDispatcher.Run(turn);
        return Done.Yes;
    }

    public static async Task<Outcome<Done>> Resume(Turn turn)
    {
        if (await Known(turn) is { } refusal) return turn.Refuse(refusal);
        if (turn.Payment.ParkedBecause is not null && await ResumePayment(turn) is { } why) return turn.Refuse(why);
        var parked = turn.Payment.Outbox.Where(entry => entry.IsParked).ToList();
        if (parked.Count == 0) return Done.Yes;
        turn.Raise(parked.Select(entry => new EntryResumed(entry.Kind, entry.Ordinal, turn.Now)));
        // A call may find nothing to do although what it was parked for still stands.
        turn.Raise(new EntryEnqueued(OutboxKind.Reconcile, turn.Now));
        await OutboxDispatcher.Run(turn);
        return Done.Yes;
    }

    /// <summary>
    /// A payment that the engine parked: what it broke is read anew, and only then is it anything else again. Parked
    /// once more when it is as before.
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

    private static async Task<PaymentError?> Known(Turn turn)
    {
        var found = await turn.Find();
        if (!found.IsAccepted) return found.Error;
        return found.Value.State == PaymentState.Creating
            ? Refusal.PaymentNotFound(turn.Key, "its creation has not completed")
            : null;
    }
}
