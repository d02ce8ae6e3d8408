using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Upselling;

/// <summary>
/// Qliro asks before goods are added to a purchase. The answer changes nothing: what was added is applied when Qliro
/// reports it, and the Norce order does not know of the goods until then.
/// </summary>
public static class ValidateUpsell
{
    /// <summary>True when the question is about added goods, not about the purchase itself.</summary>
    public static bool IsAbout(QliroOrder body)
        => !string.IsNullOrEmpty(body.UpsellId) || (body.OrderItems ?? []).Any(IsAdded);

    /// <summary>
    /// In guard order: another Qliro order; no purchase to which goods can be added; the window is over, or there was
    /// none; currency; goods that cost nothing. Null means approved.
    /// </summary>
    public static Declined? Decide(PaymentDocument payment, QliroOrder body, DateTimeOffset now)
    {
        if (body.OrderId != payment.QliroOrderId)
            return new(DeclineCause.Changed, $"Qliro order {body.OrderId} is not {payment.QliroOrderId}.");
        if (payment.State != PaymentState.Reserved)
            return new(DeclineCause.NotOpen, $"goods cannot be added: the payment is {payment.State.Name()}.");
        if (payment.Upsell is not { IsOpen: true } window || window.Expiration < now)
            return new(DeclineCause.NotOpen, "goods cannot be added any more: the order is completed or about to be.");
        if (body.Currency is { } currency
            && !currency.Equals(payment.Amount.Currency, StringComparison.OrdinalIgnoreCase))
            return new(DeclineCause.Changed, $"Qliro's currency {currency} is not {payment.Amount.Currency}.");
        var added = (body.OrderItems ?? []).Where(IsAdded).ToList();
        return added.Count > 0 && added.Sum(item => (item.Quantity ?? 0) * (item.PricePerItemIncVat ?? 0m)) <= 0m
            ? new(DeclineCause.Changed, "the goods to add cost nothing.")
            : null;
    }

    private static bool IsAdded(QliroOrderItem item) => !string.IsNullOrEmpty(item.UpsellId);
}
