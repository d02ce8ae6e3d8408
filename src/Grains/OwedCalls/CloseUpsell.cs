using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.OwedCalls;

/// <summary>
/// Ends the time to add goods: a last look at Qliro, for a push may have been lost, then Norce's order may complete. An
/// unreachable Qliro is waited for a while only; what came meanwhile is looked for when it is back.
/// </summary>
public static class CloseUpsell
{
    /// <summary>How long after its end a window waits for Qliro.</summary>
    public static readonly TimeSpan WaitsMost = TimeSpan.FromMinutes(15);

    public static async Task<Delivery> Deliver(Turn turn)
    {
        if (turn.Payment.Upsell is not { IsOpen: true } window) return Delivery.Done();
        var looked = turn.Payment.State.IsPurchased() ? await Upsells.Look(turn) : Delivery.Done();
        if (!looked.IsDone && turn.Now < window.ClosesAt + WaitsMost) return looked;
        turn.Happened(
            new UpsellWindowClosed(IsUnread: !looked.IsDone),
            new CallOwed(OwedCallKind.SettleNorce, turn.Now));
        if (!looked.IsDone) turn.Happened(new CallOwed(OwedCallKind.LookAtQliro, turn.Now, looked.Note));
        await turn.Commit();
        return Delivery.Done();
    }
}
