using QliroAdapter.NorceCallbacks;
using QliroAdapter.Payments;

namespace QliroAdapter.OwedCalls;

/// <summary>
/// A write that Norce did not answer may still arrive there, over what was written since. When it has arrived, or never
/// will, Norce is brought to what is true by then.
/// </summary>
public static class LookAtNorce
{
    /// <summary>
    /// Ordinal of the look itself. The clock of the node that wrote may be behind: whoever finds the wait over waits as
    /// long by its own.
    /// </summary>
    private const int ByOwnClock = 1;

    /// <summary>Counted from the last such write.</summary>
    public static CallOwed After(DateTimeOffset write)
        => new(OwedCallKind.LookAtNorce, write + OrderChange.CompareAfter);

    public static Task<Delivery> Deliver(Turn turn, int ordinal)
    {
        if (ordinal == ByOwnClock) return Look(turn);
        turn.Happened(After(turn.Now) with { Ordinal = ByOwnClock });
        return Task.FromResult(Delivery.Done("once more by this node's clock"));
    }

    private static Task<Delivery> Look(Turn turn) => turn.Payment.State switch
    {
        // It has arrived; whatever comes of the creation is written over it.
        PaymentState.Creating => Task.FromResult(Delivery.Done("the creation goes on")),
        PaymentState.Intent or PaymentState.Processing => ResyncLines.Deliver(turn),
        PaymentState.Removed => TakeOffOrder.Deliver(turn, isLook: false),
        _ => SettleNorce.Deliver(turn),
    };
}
