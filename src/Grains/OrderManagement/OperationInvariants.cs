using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>What must hold of operations and ledger whenever a payment is stored and whenever it is loaded.</summary>
public static class OperationInvariants
{
    /// <summary>The first that does not hold, as the end of "it does not hold that"; null: all do.</summary>
    public static string? BrokenRule(PaymentDocument payment)
    {
        var (operations, ledger) = (payment.Operations, payment.Ledger);
        if (operations.Count > OperationSections.OperationsMax) return "operations stay within their bound";
        if (operations.Count(operation => operation.IsOpen) > 1) return "one operation is open at a time";
        var ids = operations.SelectMany(operation => operation.Parts).Select(part => part.RequestId).ToList();
        if (ids.Distinct().Count() != ids.Count) return "no request id serves twice";
        if (payment.State is PaymentState.Pending or PaymentState.Declined && payment.OpenOperation() is not null)
            return "nothing is captured before Qliro completed";
        if (ledger.Contradiction is { } contradiction) return $"Qliro's admin order is sound ({contradiction})";
        foreach (var line in ledger.Lines)
        {
            if (BrokenRule(line) is { } rule) return $"{line.Reference} {rule}";
        }
        if (ledger.Captured > ledger.Reserved) return "no more money is captured than reserved";
        return ledger.Returned > ledger.Captured ? "no more money is returned than captured" : null;
    }

    private static string? BrokenRule(LedgerLine line)
    {
        if (line.Captured < 0 || line.Returned < 0 || line.Released < 0) return "has no negative units";
        if (line.Returned > line.Captured) return "returned no more than captured";
        return line.Captured + line.Released > line.Reserved ? "captured no more than reserved" : null;
    }
}
