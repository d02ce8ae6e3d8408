using QliroAdapter.Checkout;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.OwedCalls;

/// <summary>Reads Qliro again without having been told to: a lost push, a push that said too much, a wait that is over.</summary>
public static class LookAtQliro
{
    public static async Task<Delivery> Deliver(Turn turn)
    {
        if (turn.Payment.IsChargeWithoutPurchase()) return await ChargeOutcome.Look(turn);
        if (turn.Payment.State.IsPurchased() && turn.Payment.State != PaymentState.Pending)
            return turn.Payment.Upsell is { NeedsLook: true } ? await Upsells.Look(turn) : await Books.Look(turn);
        var order = await turn.ReadQliroOrder();
        if (!order.IsAccepted)
        {
            return order.Error.Code == ErrorCodes.QliroOrderNotFound
                ? Delivery.Done("Qliro no longer has the order")
                : Delivery.Later(order.Error.Message);
        }
        Upsells.TakeOver(turn, null, order.Value);
        // A turn may have been cut off, or its commit may have failed, after Qliro took lines that Norce then threw away.
        if (turn.Payment.State.IsOpen() && turn.Payment.Amount.Amount > 0 && !Validate.IsFor(order.Value, turn.Payment.Amount))
            turn.Happened(new LinesUnknown(), new CallOwed(OwedCallKind.ResyncLines, turn.Now, "Qliro has other lines."));
        await turn.Commit();
        return Delivery.Done();
    }
}
