using System.Text.Json.Serialization;

namespace QliroAdapter.Qliro;

/// <summary>
/// What a write of the admin API started: accepted, not done. Qliro has two shapes, a list and a flat one;
/// <see cref="Transactions"/> reads both. Without any transaction nothing is known to have been started.
/// </summary>
public sealed record StartedTransactions
{
    /// <summary>The new order of a recurring charge; else absent.</summary>
    public QliroOrderId? OrderId { get; init; }

    /// <summary>The list shape.</summary>
    public IReadOnlyList<StartedTransaction>? PaymentTransactions { get; init; }

    /// <summary>The flat shape.</summary>
    public long? PaymentTransactionId { get; init; }

    /// <summary>The flat shape.</summary>
    [JsonConverter(typeof(TransactionStatus.Converter))]
    public string? Status { get; init; }

    /// <summary>All that was started; an id of 0 names nothing.</summary>
    [JsonIgnore]
    public IReadOnlyList<StartedTransaction> Transactions =>
    [
        .. (PaymentTransactions
            ?? (PaymentTransactionId is { } id ? [new() { PaymentTransactionId = id, Status = Status }] : []))
            .Where(one => one.PaymentTransactionId > 0),
    ];
}

/// <summary>One started transaction.</summary>
public sealed record StartedTransaction
{
    public required long PaymentTransactionId { get; init; }

    /// <summary>One of <see cref="TransactionStatus"/>, normally Created.</summary>
    [JsonConverter(typeof(TransactionStatus.Converter))]
    public string? Status { get; init; }
}
