using System.Text.Json.Serialization;

namespace QliroAdapter.Upselling;

/// <summary>
/// Goods added after the purchase: how long the order is held open for them, and what came of each attempt.
/// </summary>
public sealed record Upsell
{
    /// <summary>More attempts than this are not remembered; nobody adds goods a hundred times in minutes.</summary>
    public const int AttemptsMax = 100;

    /// <summary>When the window closes by itself; absent when the channel opens none.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>True while Norce's order is kept from <c>completed</c>.</summary>
    public bool IsOpen { get; init; }

    /// <summary>
    /// True when the time for goods ended while Qliro's admin order could not be read: they are searched later.
    /// </summary>
    public bool IsUnread { get; init; }

    /// <summary>What Qliro said of the order when it completed.</summary>
    public bool IsEligible { get; init; }

    /// <summary>Until when Qliro takes more goods; the window's end where it does not say.</summary>
    public DateTimeOffset? Expiration { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<UpsellAttempt> Attempts { get; init; } = [];

    /// <summary>True when Qliro's admin order is to be searched for goods that were added.</summary>
    [JsonIgnore]
    public bool NeedsReconciliation
        => IsOpen || IsUnread || Attempts.Any(attempt => attempt.State == UpsellState.Created);
}

/// <summary>One attempt to add goods.</summary>
public sealed record UpsellAttempt
{
    /// <summary>Qliro's upsell id, else the transaction's, else the time of the push that told of it.</summary>
    public required string Id { get; init; }

    public required UpsellState State { get; init; }

    /// <summary>The transaction that paid for it; absent when there was none.</summary>
    public long? TransactionId { get; init; }

    /// <summary>What the transaction is worth, major units; 0 unless completed.</summary>
    public decimal Amount { get; init; }

    /// <summary>When we first heard of it.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>How far an attempt has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UpsellState>))]
public enum UpsellState
{
    /// <summary>A push told of it; Qliro's admin order does not show it yet.</summary>
    Created,

    /// <summary>Paid for, as Qliro's admin order says.</summary>
    Completed,

    /// <summary>It came to nothing; the purchase stands as it was.</summary>
    Failed,
}
