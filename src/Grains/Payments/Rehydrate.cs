using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Qliro;

namespace QliroAdapter.Payments;

/// <summary>
/// Finds the payment that a message is for. When our store does not have it but Norce and Qliro do (a restored or lost
/// database, an order of another build), it is rebuilt from them and reconciled soon.
/// </summary>
public static class Rehydrate
{
    /// <summary>The stored payment in any state, or the rebuilt one; otherwise why there is none.</summary>
    public static async Task<Outcome<PaymentDocument>> Find(this Turn turn)
    {
        if (turn.Known is { } known) return known;
        var order = await turn.ReadNorceOrder();
        return order.IsAccepted ? await turn.Rebuild(order.Value) : order.Error;
    }

    /// <summary>The same for a read that runs interleaved with turns: a rebuilt payment is not stored.</summary>
    public static async Task<Outcome<PaymentDocument>> Peek(this Turn turn)
    {
        if (turn.Known is { } known) return known;
        var order = await turn.ReadNorceOrder();
        if (!order.IsAccepted) return order.Error;
        turn.CheckSpelling(order.Value);
        return turn.Reconstruct(order.Value);
    }

    /// <summary>
    /// The same within a hook: Norce holds the order, so the order that it sent is used and Norce is not called.
    /// </summary>
    public static async Task<Outcome<PaymentDocument>> FindOn(this Turn turn, NorceOrder proposed)
    {
        if (proposed.FindPayment(turn.Key.PaymentId) is not { } payment)
            return Refusal.PaymentNotFound(turn.Key, "the order that was sent does not have it, or not as ours");
        if (turn.Known is { } known) return known;
        if (payment.IsLive) return await turn.Rebuild(proposed);
        return WhyUnusable(payment, proposed) is { } why
            ? Refusal.PaymentUnusable(turn.Key, why)
            : Removed(turn, proposed, payment);
    }

    private static async Task<Outcome<PaymentDocument>> Rebuild(this Turn turn, NorceOrder order)
    {
        turn.CheckSpelling(order);
        var rebuilt = turn.Reconstruct(order);
        if (!rebuilt.IsAccepted) return rebuilt;
        turn.Raise(
            new EntryEnqueued(OutboxKind.ReconcileWithQliro, turn.Now),
            new EntryEnqueued(OutboxKind.Reconcile, turn.Now));
        await turn.Commit();
        return turn.Payment;
    }

    /// <summary>A payment is stored under the key of Norce's own spelling, whatever the caller's letter case.</summary>
    private static void CheckSpelling(this Turn turn, NorceOrder order)
    {
        var spelled = turn.Key.Order.SpelledAs(order).Payment(turn.Key.PaymentId);
        if (spelled != turn.Key) throw new SpelledOtherwiseException(spelled);
    }

    /// <summary>The payment as Norce's order shows it; nothing is stored yet.</summary>
    private static Outcome<PaymentDocument> Reconstruct(this Turn turn, NorceOrder order)
    {
        if (order.FindPayment(turn.Key.PaymentId) is not { } payment)
            return Refusal.PaymentNotFound(turn.Key, "the order does not have it, or not as ours");
        // A removed payment is stored as well, because its Qliro order may still be bought, and that must be noticed.
        if (!QliroOrderId.TryParse(payment.Reference, out var id))
            return Refusal.PaymentNotFound(
                turn.Key, payment.IsLive ? "its creation did not complete" : "it was removed");
        if (WhyUnusable(payment, order) is { } why) return Refusal.PaymentUnusable(turn.Key, why);
        turn.Raise(
            new PaymentRebuilt(NewDocument(turn, order, payment) with { State = StateOf(payment), QliroOrderId = id }));
        return turn.Payment;
    }

    /// <summary>A payment that nobody will use again, so it is not stored.</summary>
    private static PaymentDocument Removed(Turn turn, NorceOrder order, NorcePayment payment)
        => NewDocument(turn, order, payment) with { State = PaymentState.Removed };

    private static PaymentDocument NewDocument(Turn turn, NorceOrder order, NorcePayment payment) => new()
    {
        Key = turn.Key.ToString(),
        State = PaymentState.Intent,
        Amount = new(AmountOf(payment, order), CurrencyOf(payment, order)),
        Culture = order.Culture,
        Country = order.Country,
        BegunAt = order.Created ?? turn.Now,
        CreatedAt = order.Created ?? turn.Now,
        OrderAccepted = order.Status is OrderStatus.Accepted or OrderStatus.Completed,
    };

    private static decimal AmountOf(NorcePayment payment, NorceOrder order) => payment.Amount ?? order.Remaining;

    private static string CurrencyOf(NorcePayment payment, NorceOrder order)
        => payment.Currency ?? order.Currency ?? "SEK";

    private static string? WhyUnusable(NorcePayment payment, NorceOrder order)
    {
        if (!Money.IsCurrency(CurrencyOf(payment, order))) return "currency";
        return AmountOf(payment, order) is >= 0m and <= OrderLines.AmountMax ? null : "amount";
    }

    private static PaymentState StateOf(NorcePayment payment) => payment.State switch
    {
        NorcePaymentState.Processing => PaymentState.Processing,
        NorcePaymentState.Pending => PaymentState.Pending,
        NorcePaymentState.Reserved or NorcePaymentState.Confirmed => PaymentState.Reserved,
        NorcePaymentState.Captured => PaymentState.Captured,
        NorcePaymentState.Credited or NorcePaymentState.Refunded => PaymentState.Credited,
        NorcePaymentState.Cancelled => PaymentState.Cancelled,
        NorcePaymentState.Declined or NorcePaymentState.Failed => PaymentState.Declined,
        NorcePaymentState.Removed => PaymentState.Removed,
        _ => PaymentState.Intent,
    };
}
