using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Reconciliation;

namespace QliroAdapter.Upselling;

/// <summary>
/// Closes the window for adding goods: Qliro is read once more, because a push may have been lost, and then Norce's
/// order may complete. An unavailable Qliro is waited for only a limited time; goods that were added meanwhile are
/// looked for when it is back.
/// </summary>
public static class CloseUpsell
{
    /// <summary>How long after its end a window still waits for Qliro.</summary>
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
