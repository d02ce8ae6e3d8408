namespace QliroAdapter.Store;

/// <summary>How much work waits in a store, for checks from outside.</summary>
public sealed record StoreLoad
{
    /// <summary>
    /// Due work is taken up within seconds. Work that has been due for 5 minutes was missed by many scans in a row, so
    /// no silo works on it.
    /// </summary>
    public static readonly TimeSpan OverdueAfter = TimeSpan.FromMinutes(5);

    /// <summary>Payments that wait for an operator.</summary>
    public required long Parked { get; init; }

    /// <summary>Entries in outboxes.</summary>
    public required long OutboxEntries { get; init; }

    /// <summary>
    /// The earliest time at which a payment with outbox entries was last changed; absent when all outboxes are empty.
    /// </summary>
    public DateTimeOffset? OutboxSince { get; init; }

    /// <summary>Payments that have been due for more than <see cref="OverdueAfter"/>.</summary>
    public required long Overdue { get; init; }

    /// <summary>The channels of the 500 payments that were changed last, each once.</summary>
    public required IReadOnlyList<ChannelKey> Channels { get; init; }
}
