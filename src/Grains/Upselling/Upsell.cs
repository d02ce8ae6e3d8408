using System.Text.Json.Serialization;

namespace QliroAdapter.Upselling;

/// <summary>
/// Goods added after the purchase: how long the order is held open for them, and the outcome of each attempt.
/// </summary>
public sealed record Upsell
{
    /// <summary>Only this many attempts are kept; nobody adds goods a hundred times within minutes.</summary>
    public const int AttemptsMax = 100;

    /// <summary>When the window closes by itself; absent when the channel has no window.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>True while Norce's order is kept from <c>completed</c>.</summary>
    public bool IsOpen { get; init; }

    /// <summary>
    /// True from the end of the window until Qliro's admin order was searched once more. Goods that were approved
    /// before the end are added after it, and their push may be lost.
    /// </summary>
    public bool IsUnread { get; init; }

    /// <summary>Whether Qliro said, when the order completed, that goods may be added.</summary>
    public bool IsEligible { get; init; }

    /// <summary>Until when Qliro accepts more goods; the window's end where Qliro does not say.</summary>
    public DateTimeOffset? Expiration { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<UpsellAttempt> Attempts { get; init; } = [];

    /// <summary>True when Qliro's admin order must be searched for added goods.</summary>
    [JsonIgnore]
    public bool NeedsReconciliation
        => IsOpen || IsUnread || Attempts.Any(attempt => attempt.State == UpsellState.Created);
}

/// <summary>One attempt to add goods.</summary>
public sealed record UpsellAttempt
{
    /// <summary>
    /// Qliro's upsell id, or else the transaction's id, or else the time of the push that reported it.
    /// </summary>
    public required string Id { get; init; }

    public required UpsellState State { get; init; }

    /// <summary>The transaction that paid for it; absent when there is none.</summary>
    public long? TransactionId { get; init; }

    /// <summary>The amount of the transaction, major units; 0 unless completed.</summary>
    public decimal Amount { get; init; }

    /// <summary>When it was first reported.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>The progress of an attempt.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UpsellState>))]
public enum UpsellState
{
    /// <summary>A push reported it; Qliro's admin order does not show it yet.</summary>
    Created,

    /// <summary>Paid for, according to Qliro's admin order.</summary>
    Completed,

    /// <summary>It failed; the purchase is unchanged.</summary>
    Failed,
}
