using QliroAdapter.OrderManagement;

namespace QliroAdapter.Payments;

/// <summary>What must hold of a payment whenever it is stored and whenever it is loaded.</summary>
public static class Invariants
{
    /// <exception cref="BrokenInvariantException">One does not hold: nothing is written, and the payment is
    /// parked.</exception>
    public static PaymentDocument Check(PaymentDocument payment)
    {
        Must(payment, payment.Amount.Amount >= 0, "the amount is not negative");
        Must(payment, payment.State == PaymentState.Removed || payment.State == PaymentState.Creating
            || payment.QliroOrderId is not null, "a live payment has a Qliro order");
        Must(payment, payment.Operations.Count <= PaymentDocument.OperationsMax, "operations stay within their bound");
        Must(payment, payment.Operations.Count(operation => operation.IsOpen) <= 1, "one operation is open at a time");
        Must(payment, RequestIds(payment)
            .Distinct().Count() == RequestIds(payment).Count(), "no request id serves twice");
        Must(payment, payment.State is not (PaymentState.Pending or PaymentState.Declined)
            || payment.Operations.All(operation => !operation.IsOpen), "nothing is captured before Qliro completed");
        if (payment.Ledger.Contradiction is { } contradiction)
            throw new BrokenInvariantException(payment.Key, $"Qliro's admin order is sound ({contradiction})");
        foreach (var line in payment.Ledger.Lines) Check(payment, line);
        Must(payment, payment.Ledger.Captured <= payment.Ledger.Reserved, "no more money is captured than reserved");
        Must(payment, payment.Ledger.Returned <= payment.Ledger.Captured, "no more money is returned than captured");
        return payment;
    }

    private static void Check(PaymentDocument payment, LedgerLine line)
    {
        Must(line.Captured >= 0 && line.Returned >= 0 && line.Released >= 0, "has no negative units");
        Must(line.Returned <= line.Captured, "returned no more than captured");
        Must(line.Captured + line.Released <= line.Reserved, "captured no more than reserved");

        void Must(bool holds, string rule)
        {
            if (!holds) throw new BrokenInvariantException(payment.Key, $"{line.Reference} {rule}");
        }
    }

    private static IEnumerable<Guid> RequestIds(PaymentDocument payment)
        => payment.Operations.SelectMany(operation => operation.Parts).Select(part => part.RequestId);

    private static void Must(PaymentDocument payment, bool holds, string rule)
    {
        if (!holds) throw new BrokenInvariantException(payment.Key, rule);
    }
}

/// <summary>
/// A payment would have become, or is stored as, something that cannot be. Nothing more is done with it.
/// </summary>
public sealed class BrokenInvariantException(string key, string rule)
    : Exception($"{key}: it does not hold that {rule}. Compare its timeline with Qliro's order before anything else.")
{
    /// <summary>Which payment.</summary>
    public string Key { get; } = key;

    /// <summary>What does not hold.</summary>
    public string Rule { get; } = rule;
}

/// <summary>What is stored of a payment cannot be read by this version. It stays as it is.</summary>
public sealed class UnreadablePaymentException(string key, Exception problem)
    : Exception($"{key}: its stored document cannot be read. Compare it with the version that wrote it.", problem)
{
    /// <summary>Which payment.</summary>
    public string Key { get; } = key;
}
