namespace QliroAdapter.Ops;

/// <summary>What operators see: stored payments, read while turns run. Thread-safe.</summary>
public interface IPaymentRecords
{
    /// <summary>Payments that match, the most recently changed first.</summary>
    Task<IReadOnlyList<PaymentSummary>> Find(PaymentSearch search, CancellationToken cancellation);

    /// <summary>
    /// The last row that <see cref="Find"/> looks through, where it stops before the last payment
    /// (<see cref="PaymentSearch.LookedThroughMax"/>); null where it looks through all.
    /// </summary>
    Task<PagePlace?> EndOf(PaymentSearch search, CancellationToken cancellation);

    /// <summary>
    /// How many payments are in each state, parked ones and outbox entries counted. Reads an index of all payments:
    /// pages use <see cref="StateCounts"/>.
    /// </summary>
    Task<IReadOnlyList<StateCount>> CountByState(CancellationToken cancellation);

    /// <summary>How much waits for a person and in outboxes, for the overview and for metrics.</summary>
    /// <param name="at">Attention that begins later is not counted.</param>
    /// <param name="cancellation">Cancels the read.</param>
    Task<Backlog> Backlog(DateTimeOffset at, CancellationToken cancellation);

    /// <summary>What waits by merchant, those with the most outbox entries first.</summary>
    /// <param name="at">Attention that begins later is not counted.</param>
    /// <param name="max">How many merchants.</param>
    /// <param name="cancellation">Cancels the read.</param>
    Task<IReadOnlyList<MerchantBacklog>> Waiting(DateTimeOffset at, int max, CancellationToken cancellation);

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
    /// <summary>
    /// An order id, a payment id, a Qliro order id, Qliro's merchant reference, a whole key, the id of a Qliro
    /// transaction, an idempotency key or the hash of an e-mail address. From <see cref="BeginningMin"/> letters on
    /// also the beginning of one; of a beginning that is very common, only the first <see cref="BeginningsMax"/> of
    /// each kind of id are looked at.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>The text must match an id as a whole.</summary>
    public bool IsExact { get; init; }

    /// <summary>Only payments of this merchant.</summary>
    public string? Merchant { get; init; }

    /// <summary>Only payments of this channel.</summary>
    public string? Channel { get; init; }

    /// <summary>Only payments in this state.</summary>
    public string? State { get; init; }

    /// <summary>Only payments that were changed at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only payments that were changed before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only payments that wait for an operator.</summary>
    public bool ParkedOnly { get; init; }

    /// <summary>Only payments with outbox entries.</summary>
    public bool OutboxOnly { get; init; }

    /// <summary>Only payments that an operator holds.</summary>
    public bool HeldOnly { get; init; }

    /// <summary>Only payments that were paid by this method, by Qliro's code.</summary>
    public string? Method { get; init; }

    /// <summary>Only payments of this amount or more.</summary>
    public decimal? AmountMin { get; init; }

    /// <summary>Only payments of this amount or less.</summary>
    public decimal? AmountMax { get; init; }

    /// <summary>
    /// The highest amount first, of the rows that are looked through; not with <see cref="NeedsPersonAt"/> and
    /// <see cref="After"/>.
    /// </summary>
    public bool ByAmount { get; init; }

    /// <summary>Only payments that need a person at this time; the most money at risk first.</summary>
    public DateTimeOffset? NeedsPersonAt { get; init; }

    /// <summary>Only payments with events that wait for the shop's endpoint; the longest wait first.</summary>
    public bool EventsWaitingOnly { get; init; }

    /// <summary>Only payments with events that are not sent any more, and nobody wrote them off.</summary>
    public bool EventsGivenUpOnly { get; init; }

    /// <summary>The oldest change first; not with <see cref="NeedsPersonAt"/>.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>
    /// Only what comes after this row of the page before; not with <see cref="NeedsPersonAt"/> and
    /// <see cref="EventsWaitingOnly"/>.
    /// </summary>
    public PagePlace? After { get; init; }

    /// <summary>1 to 500 rows.</summary>
    public int RowsMax { get; init; } = 50;

    /// <summary>Shorter texts must match as a whole.</summary>
    public const int BeginningMin = 3;

    /// <summary>How many ids of a kind with the same beginning are looked at.</summary>
    public const int BeginningsMax = 500;

    /// <summary>
    /// How many rows are looked through at most for conditions that have no index of their own. A search that ends here
    /// goes on behind <see cref="IPaymentRecords.EndOf"/>.
    /// </summary>
    public const int LookedThroughMax = 10_000;
}

/// <summary>The last row of a page.</summary>
/// <param name="UpdatedAt">When its payment was changed.</param>
/// <param name="Key">Its key.</param>
public sealed record PagePlace(DateTimeOffset UpdatedAt, string Key);

/// <summary>Why a person must act on a payment.</summary>
/// <param name="Kind">One of <see cref="AttentionKinds"/>.</param>
/// <param name="Reason">In plain words.</param>
/// <param name="At">From when on; may be later than now.</param>
/// <param name="AtRisk">The money that waits for it, in the payment's currency; 0 or more.</param>
public sealed record Attention(string Kind, string Reason, DateTimeOffset At, decimal AtRisk);

/// <summary>The kinds of <see cref="Attention"/>. A reader shows a kind that it does not know unchanged.</summary>
public static class AttentionKinds
{
    /// <summary>A step cannot succeed, or the payment breaks a rule.</summary>
    public const string Parked = "parked";

    /// <summary>Norce, the adapter and Qliro differ, and nothing repairs it safely.</summary>
    public const string Discrepancy = "discrepancy";

    /// <summary>Qliro refused the newest capture, cancel or refund.</summary>
    public const string OperationFailed = "operation-failed";

    /// <summary>It is unknown for longer than usual what became of a request that moves money.</summary>
    public const string OutcomeUnknown = "outcome-unknown";

    /// <summary>The shop's endpoint did not take events in time; nothing else waits for it.</summary>
    public const string EventsGivenUp = "events-given-up";
}

/// <summary>How much waits.</summary>
public sealed record Backlog
{
    /// <summary>Entries in all outboxes.</summary>
    public long OutboxEntries { get; init; }

    /// <summary>
    /// Those of them that wait in outboxes of payments of which something is parked; 0 when an older node counted.
    /// </summary>
    public long ParkedEntries { get; init; }

    /// <summary>
    /// When the oldest outbox entry of a payment of which nothing is parked was first due; absent when none waits.
    /// </summary>
    public DateTimeOffset? OldestUnparked { get; init; }

    /// <summary>When the oldest outbox entry was first due; absent when all outboxes are empty.</summary>
    public DateTimeOffset? OldestOutboxEntry { get; init; }

    /// <summary>Payments whose outbox an operator holds; 0 when an older node counted.</summary>
    public long Held { get; init; }

    /// <summary>
    /// When the oldest event was first due that the shop's endpoint has not taken, of payments that nobody holds;
    /// absent when none waits.
    /// </summary>
    public DateTimeOffset? OldestEvent { get; init; }

    /// <summary>Events that are not sent any more, and nobody wrote them off.</summary>
    public long EventsGivenUp { get; init; }

    /// <summary>What needs a person, by kind and currency.</summary>
    public required IReadOnlyList<AttentionSum> Attention { get; init; }
}

/// <summary>Payments that need a person for one kind of reason.</summary>
/// <param name="Kind">One of <see cref="AttentionKinds"/>.</param>
/// <param name="Currency">ISO 4217; empty when it is not known.</param>
/// <param name="Payments">How many.</param>
/// <param name="AtRisk">Their money at risk.</param>
public sealed record AttentionSum(string Kind, string Currency, long Payments, decimal AtRisk);

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

    /// <summary>
    /// The payment's amount; absent for a creation record, and until its first commit by this version.
    /// </summary>
    public Money? Amount { get; init; }

    /// <summary>The reference under which Qliro has the order; absent when unknown.</summary>
    public string? MerchantReference { get; init; }

    /// <summary>Why a person must act; absent when nobody must.</summary>
    public Attention? Attention { get; init; }

    /// <summary>When the oldest entry of its outbox was first due; absent when the outbox is empty.</summary>
    public DateTimeOffset? OutboxSince { get; init; }

    /// <summary>Who holds the outbox, since when and why, in words; absent when nobody does.</summary>
    public string? HeldReason { get; init; }

    /// <summary>Qliro's code of the payment method; absent when unknown.</summary>
    public string? Method { get; init; }

    /// <summary>
    /// When its oldest event was first due that the shop's endpoint has not taken; absent when none waits.
    /// </summary>
    public DateTimeOffset? EventsSince { get; init; }

    /// <summary>How many of its events are not sent any more, and nobody wrote them off.</summary>
    public int EventsGivenUp { get; init; }
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

    /// <summary>
    /// The id of the trace of the turn that wrote it, 32 hexadecimal digits; absent when nobody recorded it. It is not
    /// signed with the row.
    /// </summary>
    public string? Trace { get; init; }
}
