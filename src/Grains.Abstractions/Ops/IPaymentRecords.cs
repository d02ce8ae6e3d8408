namespace QliroAdapter.Ops;

/// <summary>What operators see: stored payments, read while turns run. Thread-safe.</summary>
public interface IPaymentRecords
{
    /// <summary>Payments that match, the most recently changed first.</summary>
    Task<IReadOnlyList<PaymentSummary>> Find(PaymentSearch search, CancellationToken cancellation);

    /// <summary>How many payments are in each state, parked ones and outbox entries counted.</summary>
    Task<IReadOnlyList<StateCount>> CountByState(CancellationToken cancellation);

    /// <summary>
    /// The history of one payment, oldest first: its <paramref name="max"/> newest rows, and a row for each sort of
    /// callback that came again and changed nothing.
    /// </summary>
    Task<IReadOnlyList<TimelineEntry>> Timeline(string key, int max, CancellationToken cancellation);

    /// <summary>Returns when the store can be written, and throws when it cannot. For readiness.</summary>
    Task Probe(CancellationToken cancellation);
}

/// <summary>
/// States of an order's creation record. The record is stored in the payments' table but is not a payment.
/// </summary>
public static class CreationStates
{
    /// <summary>A payment is being added to the order.</summary>
    public const string UnderWay = "creating";

    /// <summary>The creation is over. Counts and lists leave these records out; a search by id shows them.</summary>
    public const string Ended = "creation over";
}

/// <summary>What to search for; with nothing set, the newest payments.</summary>
public sealed record PaymentSearch
{
    /// <summary>An order id, a payment id, a Qliro order id or a whole key; must match exactly.</summary>
    public string? Text { get; init; }

    /// <summary>Only payments in this state.</summary>
    public string? State { get; init; }

    /// <summary>Only payments that wait for an operator.</summary>
    public bool ParkedOnly { get; init; }

    /// <summary>Only payments with outbox entries.</summary>
    public bool OutboxOnly { get; init; }

    /// <summary>1 to 500 rows.</summary>
    public int RowsMax { get; init; } = 50;
}

/// <summary>
/// What is stored of a payment beside its document, for search, operators' lists and due work. Derived from the
/// document at every commit.
/// </summary>
public abstract record PaymentColumns
{
    /// <summary>
    /// Canonical text of a <see cref="PaymentKey"/>; of an <see cref="OrderKey"/> for the creation record of an order.
    /// </summary>
    public required string Key { get; init; }

    public required string Merchant { get; init; }

    public required string Channel { get; init; }

    public required string OrderId { get; init; }

    /// <summary>Empty for an order's creation record.</summary>
    public required string PaymentId { get; init; }

    /// <summary>Absent until Qliro's order exists.</summary>
    public string? QliroOrderId { get; init; }

    public required string State { get; init; }

    /// <summary>Entries in the outbox; 0 or more.</summary>
    public required int OutboxEntries { get; init; }

    /// <summary>When its next work is due; absent when nothing is.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why it waits for an operator; absent when it does not.</summary>
    public string? ParkedReason { get; init; }
}

/// <summary>One payment as a row on a screen.</summary>
public sealed record PaymentSummary : PaymentColumns
{
    public required long Version { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A state and how many payments are in it.</summary>
/// <param name="State">The state.</param>
/// <param name="Payments">How many.</param>
/// <param name="Parked">How many of them wait for an operator.</param>
/// <param name="OutboxEntries">How many outbox entries they have.</param>
public sealed record StateCount(string State, long Payments, long Parked, long OutboxEntries);

/// <summary>One row of a payment's history.</summary>
public sealed record TimelineEntry
{
    /// <summary>
    /// Position in the payment's history, from 1; given by the store. 0 for a row that counts repeats.
    /// </summary>
    public long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>How often it happened: 1, or more for a row that counts repeats.</summary>
    public long Times { get; init; } = 1;

    /// <summary>When it happened last, for a row that counts repeats; absent otherwise.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>
    /// <c>callback</c>, <c>decision</c>, <c>call</c>, <c>refusal</c> or <c>problem</c>; a reader shows a kind that it
    /// does not know unchanged.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>What happened, for a person; no personal data, no secrets.</summary>
    public required string Summary { get; init; }
}
