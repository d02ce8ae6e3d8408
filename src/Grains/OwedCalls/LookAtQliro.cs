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
        await turn.Commit();
        return Delivery.Done();
    }
}
