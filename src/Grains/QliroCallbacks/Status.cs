using QliroAdapter.Checkout;
using QliroAdapter.OrderManagement;
using QliroAdapter.OwedCalls;
using QliroAdapter.Payments;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Qliro tells the outcome of a payment transaction. Its books are read and only they count; a status of a transaction that
/// is not ours (the purchase's own reservation, a reversal somebody else made) finds nothing to move.
/// </summary>
public static class Status
{
    public static async Task<Outcome<Done>> Run(Turn turn, ReceiveStatus message)
    {
        turn.Time.LimitNorce(TurnLimits.PushDelivery);
        var found = await turn.Find();
        if (!found.IsAccepted) return turn.Refuse(found.Error);
        if (found.Value.OpenOperation() is not null)
        {
            var looked = await Books.Look(turn);
            turn.Happened(looked.IsDone && turn.Payment.OpenOperation() is null
                ? []
                : [new CallOwed(OwedCallKind.AdvanceOperation, turn.Now + Push.LookAgainAfter,
                    Ordinal: turn.Payment.OpenOperation()?.Ordinal ?? 0)]);
        }
        else if (found.Value.IsChargeWithoutPurchase())
        {
            await ChargeOutcome.Hear(turn);
        }
        else if (found.Value.State.IsOpen() || found.Value.State == PaymentState.Pending)
        {
            // The reservation's own status can be the first news of a completed purchase.
            return await Push.Run(turn, new ReceivePush());
        }
        await turn.Commit();
        await DeliverOwed.Run(turn);
        return Done.Yes;
    }
}
