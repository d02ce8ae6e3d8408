using System.Text.Json.Serialization;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// One capture, cancel or refund: requested once, sent to Qliro in parts, finished when Qliro's admin order says so.
/// Its request ids are fixed at the request, so that nothing is sent again under a new id.
/// </summary>
public sealed record Operation
{
    /// <summary>Number among the payment's operations, from 1; rising among those that are stored.</summary>
    public required int Ordinal { get; init; }

    public required OperationType Type { get; init; }

    public required OperationStatus Status { get; init; }

    /// <summary>True when everything left was requested.</summary>
    public required bool IsFull { get; init; }

    /// <summary>Sent one after the other, because Qliro refuses a second one while one is in process.</summary>
    public required IReadOnlyList<OperationPart> Parts { get; init; }

    /// <summary>
    /// The caller's key, or its hash when it is long or may name a person (<see cref="BoundedText"/>).
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// Of the message that asked for it, by which that message is recognised when it comes again. Null: an older
    /// version stored the operation, or sent the message.
    /// </summary>
    public Guid? MessageId { get; init; }

    /// <summary>
    /// What was requested, as text or, when it is long, as its hash; tells a repeat from another request under the same
    /// key.
    /// </summary>
    public required string Content { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>
    /// Qliro's transactions that existed before this operation, and those of others before its next part was sent: none
    /// of them can be its own. Empty once it has ended.
    /// </summary>
    public IReadOnlyList<long> TransactionsBefore { get; init; } = [];

    /// <summary>
    /// Those of them that Qliro was still working on: what such a capture was taking, a cancel could not release. Empty
    /// when an older version stored it.
    /// </summary>
    public IReadOnlyList<long> OpenBefore { get; init; } = [];

    /// <summary>Why it failed.</summary>
    public PaymentError? Error { get; init; }

    [JsonIgnore]
    public bool IsOpen => Status == OperationStatus.Open;

    /// <summary>True when Qliro made transactions for at least one of its requests.</summary>
    [JsonIgnore]
    public bool WasAccepted => Parts.Any(part => part.TransactionIds.Count > 0);

    [JsonIgnore]
    public decimal Amount => Parts.Where(part => !part.RepeatsReversal).Sum(part => part.Amount);

    /// <summary>The type as callers and Norce read it.</summary>
    [JsonIgnore]
    public string Name => Type.Word();

    /// <summary>
    /// True once an operator has written off that it failed: nobody needs to act on it any more. It stays failed.
    /// </summary>
    public bool IsWrittenOff { get; init; }

    /// <summary>The same before anything of it is sent, when its sending has to wait.</summary>
    public Operation NotSentYet() => this with
    {
        Parts = [.. Parts.Select(part => part with { Status = PartStatus.NotSent, SentAt = null })],
    };

    /// <summary>The first part that is not finished.</summary>
    public OperationPart? NextPart()
        => Parts.FirstOrDefault(part => part.Status is PartStatus.NotSent or PartStatus.Sent or PartStatus.Accepted);
}

/// <summary>One request to Qliro.</summary>
public sealed record OperationPart
{
    /// <summary>Position within the operation, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Qliro's idempotency key, derived from payment, operation and part.</summary>
    public required Guid RequestId { get; init; }

    public required PartStatus Status { get; init; }

    /// <summary>
    /// Reservation (capture, cancel of items) or capture (refunds) it acts on; absent for a whole cancel. When a
    /// reversal is done again: the one that failed.
    /// </summary>
    public long? ActsOn { get; init; }

    /// <summary>
    /// Lines and quantities; empty for a whole cancel, for a sum, and some time after the operation has ended.
    /// </summary>
    public IReadOnlyList<OperationLine> Lines { get; init; } = [];

    /// <summary>What the shop keeps of a refund, sent with its lines.</summary>
    public IReadOnlyList<ReturnFee> Fees { get; init; } = [];

    /// <summary>What lowers a refund, for it was given back before without items; mostly absent.</summary>
    public OperationDiscount? GivenBefore { get; init; }

    /// <summary>Of a refund of a sum: the discount that is added to the invoice.</summary>
    public OperationDiscount? Addition { get; init; }

    /// <summary>Of a cancel of items: all that stays reserved, which is what Qliro is sent.</summary>
    public IReadOnlyList<ReservedLine> Stays { get; init; } = [];

    /// <summary>
    /// Set when an update lowered the reservation and the reversal that gives the money back failed: this part has
    /// Qliro do it again.
    /// </summary>
    public bool RepeatsReversal { get; init; }

    /// <summary>
    /// What changes hands, positive: Σ quantity × price less the fees and what was given before, or the sum. It is what
    /// Qliro's transaction will be worth, but for a cancel of items, which makes a new reservation of what stays.
    /// </summary>
    public required decimal Amount { get; init; }

    /// <summary>When it was last sent, not counting repeats within the same attempt; absent before.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>
    /// True when Qliro's last answer to this request id was that it is busy, so nothing had been done by then.
    /// </summary>
    public bool WasBusy { get; init; }

    /// <summary>Qliro's transactions for it.</summary>
    public IReadOnlyList<long> TransactionIds { get; init; } = [];

    /// <summary>
    /// True when it was sent and its outcome is unknown, so that Qliro's admin order must be read. A part that an
    /// earlier version stored as accepted without a transaction is just as unknown.
    /// </summary>
    [JsonIgnore]
    public bool IsUnknown
        => Status == PartStatus.Sent || this is { Status: PartStatus.Accepted, TransactionIds.Count: 0 };
}

/// <summary>A quantity of one reserved line, priced exactly as reserved.</summary>
/// <param name="Reference">Qliro's line reference.</param>
/// <param name="Type">Product, Discount, Fee or Shipping.</param>
/// <param name="Quantity">Units, 1 or more.</param>
/// <param name="PriceIncVat">Price of one unit, as reserved; negative for a discount.</param>
public sealed record OperationLine(string Reference, string Type, int Quantity, decimal PriceIncVat);

/// <summary>
/// What is done with the money. A node that does not know one of these cannot read the payment, and parks it.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<OperationType>))]
public enum OperationType
{
    Capture,

    /// <summary>All that is reserved is released.</summary>
    Cancel,

    /// <summary>Goods are returned.</summary>
    Refund,

    /// <summary>Some of what is reserved is released.</summary>
    CancelItems,

    /// <summary>A sum is given back without goods.</summary>
    RefundAmount,
}

/// <summary>Whether Qliro has finished it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OperationStatus>))]
public enum OperationStatus
{
    Open,
    Succeeded,
    Failed,
}

/// <summary>The progress of one request.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PartStatus>))]
public enum PartStatus
{
    /// <summary>Not sent. Stored as <c>Owed</c>.</summary>
    [JsonStringEnumMemberName("Owed")]
    NotSent,

    /// <summary>Sent, or about to be; Qliro's admin order tells whether it arrived.</summary>
    Sent,

    /// <summary>Qliro has made transactions for it, which are in process.</summary>
    Accepted,

    Succeeded,

    Failed,
}
