using System.Text.Json.Serialization;

namespace QliroAdapter.Qliro;

/// <summary>
/// What a write of the admin API started: accepted, not done. The list may be empty. Qliro has two shapes, a list and a
/// flat one; <see cref="Transactions"/> reads both.
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

    /// <summary>All that was started.</summary>
    [JsonIgnore]
    public IReadOnlyList<StartedTransaction> Transactions => PaymentTransactions
        ?? (PaymentTransactionId is { } id ? [new() { PaymentTransactionId = id, Status = Status }] : []);
}

/// <summary>One started transaction.</summary>
public sealed record StartedTransaction
{
    public required long PaymentTransactionId { get; init; }

    /// <summary>One of <see cref="TransactionStatus"/>, normally Created.</summary>
    [JsonConverter(typeof(TransactionStatus.Converter))]
    public string? Status { get; init; }
}
