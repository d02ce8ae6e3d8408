using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Reconciliation;

namespace QliroAdapter.Upselling;

/// <summary>
/// Closes the window for adding goods: Qliro is read, because a push may have been lost, and then Norce's order may
/// complete. Qliro is read once more a little later, because goods approved just before may be added just after. An
/// unavailable Qliro is waited for only a limited time; goods that were added meanwhile are looked for when it is back.
/// </summary>
public static class CloseUpsell
{
    /// <summary>How long after its end a window still waits for Qliro.</summary>
    public static readonly TimeSpan QliroTimeout = TimeSpan.FromMinutes(15);

    /// <summary>By this time after the end Qliro has added what was approved before it, or never will.</summary>
    public static readonly TimeSpan LastLookAfter = TimeSpan.FromMinutes(1);

    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        if (turn.Payment.Upsell is not { IsOpen: true } window) return DeliveryAttempt.Done();
        var attempt = turn.Payment.State.IsPurchased()
            ? await Upsells.Reconcile(turn, isLast: false)
            : DeliveryAttempt.Done();
        if (!attempt.IsDone && turn.Now < window.ClosesAt + QliroTimeout) return attempt;
        turn.Raise(
            new UpsellWindowClosed(),
            new EntryEnqueued(OutboxKind.SyncNorce, turn.Now),
            new EntryEnqueued(
                OutboxKind.ReconcileWithQliro, attempt.IsDone ? turn.Now + LastLookAfter : turn.Now, attempt.Note));
        await turn.Commit();
        return DeliveryAttempt.Done();
    }
}
