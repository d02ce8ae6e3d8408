using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;

namespace QliroAdapter.OwedCalls;

/// <summary>Entries for the audit trail at Norce, owed one by one.</summary>
public static class Audit
{
    /// <summary>What happened to the payment as a whole.</summary>
    public static CallOwed Owed(
        PaymentDocument payment, DateTimeOffset now, string happened, string pspEvent, string? pspStatus = null,
        string? error = null)
        => Owed(payment, now, happened, pspEvent, payment.Amount.Amount, pspStatus, error);

    /// <summary>The outcome of an operation, with the operation's amount.</summary>
    public static CallOwed Owed(
        PaymentDocument payment, DateTimeOffset now, Operation operation, string pspEvent, string? pspStatus,
        string? error = null)
        => Owed(payment, now, operation.Word, pspEvent, operation.Amount, pspStatus, error, operation.Ordinal);

    private static CallOwed Owed(
        PaymentDocument payment, DateTimeOffset now, string happened, string pspEvent, decimal amount,
        string? pspStatus, string? error, int? operation = null)
        => new(OwedCallKind.RecordTransaction, now, Ordinal: NextOrdinal(payment, pspEvent), Audit: new()
        {
            Event = happened,
            PspEvent = pspEvent,
            Amount = amount,
            PspStatus = pspStatus,
            IsSuccess = error is null,
            ErrorDetail = error,
            Operation = operation,
        });

    /// <summary>One more than any owed entry has; entries are told apart by what happened, not by this.</summary>
    private static int NextOrdinal(PaymentDocument payment, string pspEvent)
    {
        var owed = payment.Owed.Where(call => call.Kind == OwedCallKind.RecordTransaction).ToList();
        return owed.FirstOrDefault(call => call.Audit?.PspEvent == pspEvent)?.Ordinal
            ?? (owed.Count == 0 ? 1 : owed.Max(call => call.Ordinal) + 1);
    }
}
