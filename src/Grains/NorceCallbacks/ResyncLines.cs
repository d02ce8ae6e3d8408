using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Recurring;

namespace QliroAdapter.NorceCallbacks;

/// <summary>
/// Updates Qliro's lines and the payment's amount to what Norce has committed. Enqueued after each hook that changed
/// something, because Norce may discard the change after we accepted it, and after writes of ours to which others
/// react.
/// </summary>
public static class ResyncLines
{
    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        if (!turn.Payment.State.IsOpen()) return DeliveryAttempt.Done("the payment has moved on");
        // The lines of a charge were fixed when it was requested; its outcome decides what follows.
        if (turn.Payment.HasOpenCharge()) return DeliveryAttempt.Done("a charge has no lines to follow a cart");
        var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
        if (!read.IsAccepted)
            return read.Failure.IsMissing ? DeliveryAttempt.Done("the order is gone")
                : DeliveryAttempt.After(read.Failure);
        return await With(turn, read.Value);
    }

    /// <summary>The same with an order that was just read.</summary>
    public static async Task<DeliveryAttempt> With(Turn turn, NorceOrder order)
    {
        var payment = order.FindPayment(turn.Key.PaymentId);
        if (EndedByOthers(order, payment) is { } raised)
        {
            turn.Raise(raised);
            return DeliveryAttempt.Done("Norce has ended the payment");
        }
        if (order.Status is not (OrderStatus.Checkout or OrderStatus.Processing))
            return DeliveryAttempt.Done("Norce's order has moved on");
        turn.Raise(InStep(turn.Payment, order.Status, payment!, turn.Now));
        var sent = await SendLines.Run(turn, order);
        if (!sent.IsAccepted) return DeliveryAttempt.Later(sent.Error.Message);
        var failure = await NorceWrites.PutPayment(turn, payment!, payment! with
        {
            State = turn.Payment.State == PaymentState.Processing
                ? NorcePaymentState.Processing
                : NorcePaymentState.Intent,
            Amount = turn.Payment.Amount.Amount,
            Reference = turn.Payment.QliroOrderId?.ToString(),
            Currency = payment.Currency is null ? null : turn.Payment.Amount.Currency,
        });
        return failure is null ? DeliveryAttempt.Done() : DeliveryAttempt.After(failure);
    }

    /// <summary>
    /// Norce may have discarded a change of state that we accepted. A validation of ours may have been cut off after it
    /// moved the order; then nobody got an approval, and the order goes back.
    /// </summary>
    private static IReadOnlyList<PaymentEvent> InStep(
        PaymentDocument payment, string? status, NorcePayment known, DateTimeOffset now)
        => (payment.State, status) switch
        {
            (PaymentState.Processing, OrderStatus.Checkout)
                => [new PurchaseReopened("Norce has the order in checkout.")],
            (PaymentState.Intent, OrderStatus.Processing) when known.State == NorcePaymentState.Processing
                => [new EntryEnqueued(OutboxKind.ReopenOrder, now, "Norce has the order in processing.")],
            _ => [],
        };

    /// <summary>
    /// The end of the order by others, as Norce has committed it; a hook only knew of it as a proposal.
    /// </summary>
    private static PaymentEvent? EndedByOthers(NorceOrder order, NorcePayment? payment)
    {
        if (payment is not { IsLive: true } || order.Status == OrderStatus.Removed)
            return new PaymentRemoved("Norce's order no longer has it.");
        return order.Status == OrderStatus.Declined ? new PurchaseRefused("Norce's order was declined.") : null;
    }
}
