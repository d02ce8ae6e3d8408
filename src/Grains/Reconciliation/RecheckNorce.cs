using QliroAdapter.Checkout;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Reconciliation;

/// <summary>
/// A write that Norce did not answer may still arrive there, over what was written since. When it has arrived, or never
/// will, Norce is brought to what is true by then.
/// </summary>
public static class RecheckNorce
{
    /// <summary>
    /// Ordinal of the look itself. The clock of the node that wrote may be behind: whoever finds the wait over waits as
    /// long by its own.
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
        // It has arrived; whatever comes of the creation is written over it.
        PaymentState.Creating => Task.FromResult(DeliveryAttempt.Done("the creation goes on")),
        PaymentState.Intent or PaymentState.Processing => ResyncLines.Deliver(turn),
        PaymentState.Removed => TakeOffOrder.Deliver(turn, isRecheck: false),
        _ => SyncNorce.Deliver(turn),
    };
}
