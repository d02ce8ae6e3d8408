using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Reconciliation;

namespace QliroAdapter.Upselling;

/// <summary>
/// Ends the time to add goods: a last look at Qliro, for a push may have been lost, then Norce's order may complete. An
/// unreachable Qliro is waited for a while only; what came meanwhile is looked for when it is back.
/// </summary>
public static class CloseUpsell
{
    /// <summary>How long after its end a window waits for Qliro.</summary>
    public static readonly TimeSpan QliroTimeout = TimeSpan.FromMinutes(15);

    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        if (turn.Payment.Upsell is not { IsOpen: true } window) return DeliveryAttempt.Done();
        var attempt = turn.Payment.State.IsPurchased() ? await Upsells.Reconcile(turn) : DeliveryAttempt.Done();
        if (!attempt.IsDone && turn.Now < window.ClosesAt + QliroTimeout) return attempt;
        turn.Raise(
            new UpsellWindowClosed(IsUnread: !attempt.IsDone),
            new EntryEnqueued(OutboxKind.SyncNorce, turn.Now));
        if (!attempt.IsDone) turn.Raise(new EntryEnqueued(OutboxKind.ReconcileWithQliro, turn.Now, attempt.Note));
        await turn.Commit();
        return DeliveryAttempt.Done();
    }
}
