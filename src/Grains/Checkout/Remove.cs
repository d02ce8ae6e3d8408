using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Reconciliation;
using QliroAdapter.Recurring;

namespace QliroAdapter.Checkout;

/// <summary>
/// Takes the payment off the order. In guard order: unknown; removed before (done); paid or under review, as known here
/// or at Qliro (refused, and what a push would have caused is enqueued); approved a moment ago, so that Qliro may be
/// carrying the purchase out (refused). Qliro's open order is left to expire.
/// </summary>
public static class Remove
{
    public static async Task<Outcome<Done>> Run(Turn turn)
    {
        var found = await turn.Find();
        if (!found.IsAccepted) return WasRemoved(turn) ? Done.Yes : turn.Refuse(found.Error);
        var payment = found.Value;
        if (payment.HasOpenCharge()) return turn.Refuse(ChargeRefusal.ChargeUnderWay(turn.Key));
        if (payment.State == PaymentState.Creating) await BeginCreation.Abandon(turn, "the shop removed it.");
        else if (payment.State != PaymentState.Removed && await WhyNot(turn, payment) is { } refusal)
        {
            await OutboxDispatcher.Run(turn);
            return turn.Refuse(refusal);
        }
        else if (payment.State != PaymentState.Removed) await Decide(turn, payment);
        else turn.Raise(
            turn.Payment.Outbox.Where(IsRemoval).Select(entry => new EntryEnqueued(entry.Kind, turn.Now)).ToList());

        await OutboxDispatcher.Run(turn);
        return turn.Payment.Outbox.FirstOrDefault(IsRemoval) is not { } pending
            ? Done.Yes
            : turn.Refuse(Refusal.NotDelivered(turn.Key, "Removal", turn.Payment, pending));
    }

    private static bool IsRemoval(OutboxEntry entry)
        => entry.Kind is OutboxKind.RemoveAtNorce or OutboxKind.ClearCreation;

    private static async Task<PaymentError?> WhyNot(Turn turn, PaymentDocument payment)
    {
        if (payment.State is PaymentState.Cancelled or PaymentState.Credited)
            return CheckoutRefusal.EndedPurchaseStays(turn.Key, payment.State.Name());
        if (payment.State.IsPurchased()) return CheckoutRefusal.PaidOrderStays(turn.Key, payment.State.Name());
        var order = await turn.ReadQliroOrder();
        if (!order.IsAccepted) return order.Error.Code == ErrorCodes.QliroOrderNotFound ? null : order.Error;
        if (order.Value.CustomerCheckoutStatus is CheckoutStatus.InProcess
            && turn.Now - payment.LastApprovalAt < TimeSpan.FromSeconds(turn.Services.Purchase.ReopenAfterSeconds))
            return CheckoutRefusal.PurchaseUnderWay(turn.Key);
        if (order.Value.CustomerCheckoutStatus is not (CheckoutStatus.Completed or CheckoutStatus.OnHold)) return null;
        turn.Raise(
            new EntryEnqueued(OutboxKind.ReconcileWithQliro, turn.Now, "the shop wanted to remove a paid order."));
        return CheckoutRefusal.PaidOrderStays(turn.Key, order.Value.CustomerCheckoutStatus);
    }

    private static Task Decide(Turn turn, PaymentDocument payment) => turn.Commit(
        new PaymentRemoved("the shop asked for it."),
        new EntryEnqueued(OutboxKind.RemoveAtNorce, turn.Now),
        Audit.Enqueued(payment, turn.Now, PaymentEvents.Cancel, $"removed {payment.QliroOrderId}"));

    /// <summary>
    /// The payment is unknown here, and Norce has it as ours and removed: a repeat of an earlier removal.
    /// </summary>
    private static bool WasRemoved(Turn turn)
        => turn.Facts.NorceOrder?.FindPayment(turn.Key.PaymentId) is { IsLive: false };
}
