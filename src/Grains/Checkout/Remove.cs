using QliroAdapter.Norce;
using QliroAdapter.OwedCalls;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Checkout;

/// <summary>
/// Takes the payment off the order. In guard order: unknown; removed before (done); paid or under review, by our
/// knowledge or Qliro's (refused, and what a push would have brought is owed). Qliro's open order is left to expire.
/// </summary>
public static class Remove
{
    public static async Task<Outcome<Done>> Run(Turn turn)
    {
        var found = await turn.Find();
        if (!found.IsAccepted) return WasRemoved(turn) ? Done.Yes : turn.Refuse(found.Error);
        var payment = found.Value;
        if (payment.HasOpenCharge()) return turn.Refuse(Refusal.ChargeUnderWay(turn.Key));
        if (payment.State == PaymentState.Creating) await BeginCreation.Abandon(turn, "the shop removed it.");
        else if (payment.State != PaymentState.Removed && await WhyNot(turn, payment) is { } refusal)
        {
            await DeliverOwed.Run(turn);
            return turn.Refuse(refusal);
        }
        else if (payment.State != PaymentState.Removed) await Decide(turn, payment);
        else turn.Happened(
            turn.Payment.Owed.Where(IsRemoval).Select(call => new CallOwed(call.Kind, turn.Now)).ToList());

        await DeliverOwed.Run(turn);
        return turn.Payment.Owed.FirstOrDefault(IsRemoval) is not { } owed
            ? Done.Yes
            : turn.Refuse(Refusal.NotDelivered(turn.Key, "Removal", owed.Problem));
    }

    private static bool IsRemoval(OwedCall call)
        => call.Kind is OwedCallKind.RemoveAtNorce or OwedCallKind.ClearCreation;

    private static async Task<PaymentError?> WhyNot(Turn turn, PaymentDocument payment)
    {
        if (payment.State.IsPurchased()) return Refusal.PaidOrderStays(turn.Key, payment.State.Word());
        var order = await turn.ReadQliroOrder();
        if (!order.IsAccepted) return order.Error.Code == ErrorCodes.QliroOrderNotFound ? null : order.Error;
        if (order.Value.CustomerCheckoutStatus is not (CheckoutStatus.Completed or CheckoutStatus.OnHold)) return null;
        turn.Happened(new CallOwed(OwedCallKind.LookAtQliro, turn.Now, "the shop wanted to remove a paid order."));
        return Refusal.PaidOrderStays(turn.Key, order.Value.CustomerCheckoutStatus);
    }

    private static Task Decide(Turn turn, PaymentDocument payment) => turn.Commit(
        new PaymentRemoved("the shop asked for it."),
        new CallOwed(OwedCallKind.RemoveAtNorce, turn.Now),
        Audit.Owed(payment, turn.Now, PaymentEvents.Cancel, $"removed {payment.QliroOrderId}"));

    /// <summary>Unknown here, and Norce has it as ours and removed: an earlier removal, answered again.</summary>
    private static bool WasRemoved(Turn turn)
        => turn.Facts.NorceOrder?.FindPayment(turn.Key.PaymentId) is { IsLive: false };
}
