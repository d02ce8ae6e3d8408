using System.Text.Json.Serialization;

namespace QliroAdapter.Ops;

/// <summary>What Norce, the adapter and Qliro say of one payment, and where they differ.</summary>
public sealed record PaymentComparison
{
    /// <summary>When the partners were read.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The facts that were compared, one row each.</summary>
    public required IReadOnlyList<ComparedFact> Facts { get; init; }

    /// <summary>Where they differ; empty when all agree. Sent as <c>drifts</c>.</summary>
    [JsonPropertyName("drifts")]
    public required IReadOnlyList<Discrepancy> Discrepancies { get; init; }

    /// <summary>
    /// Partners that could not be read. While there is one, the facts are what the others say, and nothing is compared.
    /// </summary>
    public IReadOnlyList<UnreadPartner> Unread { get; init; } = [];
}

/// <summary>A partner that could not be read.</summary>
/// <param name="Partner"><c>Norce</c> or <c>Qliro</c>.</param>
/// <param name="Why">For a person.</param>
public sealed record UnreadPartner(string Partner, string Why);

/// <summary>
/// One compared fact, as each of the three has it. Texts for people; absent where one does not know the fact.
/// </summary>
/// <param name="Name">What it is about.</param>
/// <param name="Norce">As Norce's order shows it.</param>
/// <param name="Adapter">As it is stored here.</param>
/// <param name="Qliro">As Qliro's order or admin order show it.</param>
public sealed record ComparedFact(string Name, string? Norce, string? Adapter, string? Qliro);

/// <summary>One difference between partners, of a named kind.</summary>
public sealed record Discrepancy
{
    /// <summary>Its name in kebab-case, e.g. <c>order-state-behind</c>; a closed set, also a metric's label.</summary>
    public required string Name { get; init; }

    /// <summary>The values that differ, for a person.</summary>
    public required string What { get; init; }

    /// <summary>The outbox entry that repairs it; absent when a person must decide.</summary>
    public string? Repair { get; init; }
}

/// <summary>A payment's outbox, in the order of delivery.</summary>
public sealed record OutboxContent
{
    public required IReadOnlyList<OutboxItem> Entries { get; init; }

    /// <summary>
    /// What shops and monitoring were told, the newest first; empty when nothing was, and when an older node answered.
    /// </summary>
    public IReadOnlyList<EventItem> Events { get; init; } = [];

    /// <summary>The payment's money; absent when an older node answered.</summary>
    public PaymentDetails? Details { get; init; }
}

/// <summary>An event that shops and monitoring are told of, as an operator sees it.</summary>
public sealed record EventItem
{
    /// <summary>Number among the payment's events.</summary>
    public required int Number { get; init; }

    /// <summary>What the receiver knows it by.</summary>
    public required string Id { get; init; }

    /// <summary>E.g. <c>capture.completed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The amount that it is about.</summary>
    public required decimal Amount { get; init; }

    /// <summary>A code that says why; absent where nothing went wrong.</summary>
    public string? Reason { get; init; }

    /// <summary><c>waits</c>, <c>delivered</c> or <c>given up</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was delivered or given up.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When it is tried next; absent when it is not.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Attempts that failed.</summary>
    public required int Attempts { get; init; }

    /// <summary>Why the last one did.</summary>
    public string? Problem { get; init; }
}

/// <summary>One outbox entry, as an operator sees it.</summary>
public sealed record OutboxItem
{
    /// <summary>The kind, e.g. <c>SyncNorce</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What its delivery does, in a sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>When it was first due.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it is delivered next, unless it is parked.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Delivery attempts that failed.</summary>
    public required int Attempts { get; init; }

    /// <summary>Why the last attempt failed, or why the entry is parked.</summary>
    public string? Problem { get; init; }

    /// <summary>True when it waits for an operator.</summary>
    public required bool IsParked { get; init; }

    /// <summary>True when its last delivery was not tried, because its partner's circuit was open.</summary>
    public bool IsHeldBack { get; init; }
}
