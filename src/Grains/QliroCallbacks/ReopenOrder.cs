using QliroAdapter.Norce;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Upselling;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// The shopper's bank refused after our approval, which nobody reports to us. An order that is still in processing
/// while its Qliro order is InProcess goes back to checkout, so that the cart can change again.
/// </summary>
public static class ReopenOrder
{
    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        if (turn.Payment.State != PaymentState.Processing && turn.Payment.State != PaymentState.Intent)
            return DeliveryAttempt.Done("the payment has moved on");
        var order = await turn.ReadQliroOrder();
        if (!order.IsAccepted) return DeliveryAttempt.Later(order.Error.Message);
        if (order.Value.CustomerCheckoutStatus is not CheckoutStatus.InProcess)
        {
            Upsells.ApplyCheckoutStatus(turn, null, order.Value);
            await turn.Commit();
            return DeliveryAttempt.Done("Qliro has decided meanwhile");
        }
        var failure = await NorceWrites.UntilNoCollision(turn, () => Reopen(turn));
        if (failure is not null) return DeliveryAttempt.After(failure);
        if (turn.Payment.State == PaymentState.Processing)
        {
            turn.Raise(
                new PurchaseReopened("Qliro's order is still in process after our approval."),
                Audit.Enqueued(turn.Payment, turn.Now, PaymentEvents.Reopen,
                    $"reopened {turn.Payment.QliroOrderId} {turn.Now:O}"));
        }
        turn.Raise(new EntryEnqueued(OutboxKind.ResyncLines, turn.Now));
        return DeliveryAttempt.Done();
    }

    private static async Task<PartnerFailure?> Reopen(Turn turn)
    {
        var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
        if (!read.IsAccepted) return read.Failure;
        if (read.Value.Status != OrderStatus.Processing) return null;
        if (read.Value.FindPayment(turn.Key.PaymentId) is { IsLive: true } payment
            && await NorceWrites.PutPayment(
                turn, payment, payment with { State = NorcePaymentState.Intent }) is { } failure)
            return failure;
        return turn.Note(
            await turn.Services.Norce.PutState(turn.Key.Order, OrderStatus.Checkout, turn.Time.Norce)).Failure;
    }
}
