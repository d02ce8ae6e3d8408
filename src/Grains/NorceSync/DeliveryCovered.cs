using QliroAdapter.Norce;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Upselling;

namespace QliroAdapter.NorceSync;

/// <summary>
/// Norce's order has got the delivery that Qliro sold, so the payment covers it. Entries of the audit trail that are
/// still in the outbox tell the new amount.
/// </summary>
public sealed record DeliveryCovered(decimal Amount, decimal Mismatch) : PaymentEvent
{
    public override string Describe()
        => $"The payment covers {Amount:0.00}, with the delivery that was chosen at Qliro.";

    public override PaymentDocument Apply(PaymentDocument payment) => payment with
    {
        Amount = new Money(Amount, payment.Amount.Currency),
        AmountMismatch = Mismatch == 0m ? null : Mismatch,
        Outbox = [.. payment.Outbox.Select(entry => entry.Audit is { Operation: null } audit
            && audit.Amount == payment.Amount.Amount ? entry with { Audit = audit with { Amount = Amount } } : entry)],
    };

    /// <summary>
    /// Present when the delivery is chosen at Qliro, nothing that changes the total has been done with the purchase
    /// since, and what Norce's order costs explains Qliro's total better than what the payment covers.
    /// </summary>
    internal static DeliveryCovered? Find(PaymentDocument payment, NorceOrder order, QliroOrder qliroOrder)
    {
        if (!payment.QliroOwnsShipping || payment.Upsell?.Attempts.Count > 0
            || payment.Operations.Any(operation => operation.Type != OperationType.Capture))
            return null;
        var mismatch = Money.Round(qliroOrder.Total - order.Remaining);
        return Math.Abs(mismatch) < Math.Abs(Money.Round(qliroOrder.Total - payment.Amount.Amount))
            ? new(order.Remaining, mismatch)
            : null;
    }
}
