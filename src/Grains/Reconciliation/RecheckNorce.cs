using QliroAdapter.Checkout;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Reconciliation;

/// <summary>
/// A write that Norce did not answer may still arrive there and replace what was written since. This entry waits until
/// the write has arrived or never will, and then brings Norce to what is true by that time.
/// </summary>
public static class RecheckNorce
{
    /// <summary>
    /// Ordinal of the second entry, which does the recheck. The first entry's due time was set by the clock of the node
    /// that wrote, which may be behind. So the node that finds the first entry due enqueues the second, and waits the
    /// same time once more by its own clock.
    /// </summary>
    private const int ByOwnClock = 1;

    public static Task<DeliveryAttempt> Deliver(Turn turn, int ordinal)
    {
        if (ordinal == ByOwnClock) return Recheck(turn);
        turn.Raise(EntryEnqueued.Recheck(turn.Now) with { Ordinal = ByOwnClock });
        return Task.FromResult(DeliveryAttempt.Done("once more by this node's clock"));
    }

    private static Task<DeliveryAttempt> Recheck(Turn turn) => turn.Payment.State switch
    {
        // The write has arrived by now, and the creation will write over it, whatever its outcome.
        PaymentState.Creating => Task.FromResult(DeliveryAttempt.Done("the creation goes on")),
        PaymentState.Intent or PaymentState.Processing => ResyncLines.Deliver(turn),
        PaymentState.Removed => TakeOffOrder.Deliver(turn, isRecheck: false),
        _ => SyncNorce.Deliver(turn),
    };
}
