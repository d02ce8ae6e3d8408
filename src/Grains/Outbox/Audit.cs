using QliroAdapter.Payments;

namespace QliroAdapter.Outbox;

/// <summary>Entries for the audit trail at Norce, enqueued one by one.</summary>
public static class Audit
{
    /// <summary>How many entries of one payment wait for Norce at most.</summary>
    public const int PendingMax = 20;

    /// <summary>An event of the payment as a whole.</summary>
    public static EntryEnqueued Enqueued(
        PaymentDocument payment, DateTimeOffset now, string raised, string pspEvent, string? pspStatus = null,
        string? error = null)
        => Enqueued(payment, now, raised, pspEvent, payment.Amount.Amount, pspStatus, error);

    /// <summary>What happened to a part of it: what it is worth, and which operation it is about.</summary>
    public static EntryEnqueued Enqueued(
        PaymentDocument payment, DateTimeOffset now, string raised, string pspEvent, decimal amount,
        string? pspStatus, string? error, int? operation = null)
        => new(OutboxKind.RecordTransaction, now, Ordinal: NextOrdinal(payment, pspEvent), Audit: new()
        {
            Event = raised,
            PspEvent = pspEvent,
            Amount = amount,
            PspStatus = pspStatus,
            IsSuccess = error is null,
            ErrorDetail = error,
            Operation = operation,
        });

    /// <summary>
    /// One more than the highest in the outbox. Entries for the same event are recognised by the event, not by this
    /// number.
    /// </summary>
    private static int NextOrdinal(PaymentDocument payment, string pspEvent)
    {
        var pending = payment.Outbox.Where(entry => entry.Kind == OutboxKind.RecordTransaction).ToList();
        return pending.FirstOrDefault(entry => entry.Audit?.PspEvent == pspEvent)?.Ordinal
            ?? (pending.Count == 0 ? 1 : pending.Max(entry => entry.Ordinal) + 1);
    }
}
