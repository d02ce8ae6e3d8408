namespace QliroAdapter.Store;

/// <summary>What waits in a store.</summary>
public sealed record StoreLoad
{
    /// <summary>Due work this old has been looked past many times: nobody is at it.</summary>
    public static readonly TimeSpan OverdueAfter = TimeSpan.FromMinutes(5);

    /// <summary>Payments that wait for an operator.</summary>
    public required long Parked { get; init; }

    /// <summary>Entries in outboxes.</summary>
    public required long OutboxEntries { get; init; }

    /// <summary>When the payment whose outbox is oldest was last changed; absent when all are empty.</summary>
    public DateTimeOffset? OutboxSince { get; init; }

    /// <summary>Payments whose time came more than <see cref="OverdueAfter"/> ago.</summary>
    public required long Overdue { get; init; }

    /// <summary>Whose the newest 500 are.</summary>
    public required IReadOnlyList<ChannelKey> Channels { get; init; }
}
