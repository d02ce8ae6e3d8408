using System.Text.Json.Serialization;

namespace QliroAdapter.Qliro;

/// <summary>
/// What a write of the admin API started: accepted, not carried out. Qliro has two shapes, a list and a flat one;
/// <see cref="Transactions"/> reads both. Without any transaction it is unknown whether anything was started.
/// </summary>
public sealed record StartedTransactions
{
    /// <summary>The new order of a recurring charge; otherwise absent.</summary>
    public QliroOrderId? OrderId { get; init; }

    /// <summary>The transactions, in the list shape.</summary>
    public IReadOnlyList<StartedTransaction>? PaymentTransactions { get; init; }

    /// <summary>The transaction's id, in the flat shape.</summary>
    public long? PaymentTransactionId { get; init; }

    /// <summary>The transaction's status, in the flat shape.</summary>
    [JsonConverter(typeof(TransactionStatus.Converter))]
    public string? Status { get; init; }

    /// <summary>All started transactions of either shape; an id of 0 is left out.</summary>
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
