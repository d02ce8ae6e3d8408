using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Has Qliro read again after a push that could not be settled at once. A push that comes while such a read is in the
/// outbox needs nothing more: the entry is stored, and whatever it reads is newer than the push. So pushes that repeat
/// during an outage write nothing, and the pauses between the retries keep their length.
/// </summary>
internal static class ReadLater
{
    /// <summary>When a push says more than Qliro does, Qliro is read again after this time.</summary>
    public static readonly TimeSpan After = TimeSpan.FromSeconds(2);

    /// <summary>Enqueues the read unless one will come soon.</summary>
    public static void Enqueue(Turn turn, string? why)
    {
        if (!IsReadSoon(turn.Payment, turn.Now)) turn.Raise(Entry(turn.Now, why));
    }

    /// <summary>The read, soon after this moment.</summary>
    public static EntryEnqueued Entry(DateTimeOffset now, string? why = null)
        => new(OutboxKind.ReconcileWithQliro, now + After, why);

    /// <summary>True when the entry is due by itself at the moment at which a push would have it done.</summary>
    public static bool IsDueSoon(
        PaymentDocument payment, DateTimeOffset now, OutboxKind kind = OutboxKind.ReconcileWithQliro)
        => payment.PendingEntry(kind) is { IsParked: false } entry && entry.DueAt <= now + After;

    /// <summary>
    /// Qliro is read again anyway: at once, or by the pauses between retries, which further pushes do not shorten.
    /// </summary>
    private static bool IsReadSoon(PaymentDocument payment, DateTimeOffset now)
        => IsDueSoon(payment, now) || payment.PendingEntry(OutboxKind.ReconcileWithQliro) is { IsParked: false } entry
            && (entry.Attempts > 0 || entry.HeldFor > TimeSpan.Zero);
}
