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

    /// <summary>The flat shape: what gives money back that a direct method had taken already (UpdateItems).</summary>
    public long? ReversalPaymentTransactionId { get; init; }

    /// <summary>The flat shape.</summary>
    [JsonConverter(typeof(TransactionStatus.Converter))]
    public string? ReversalPaymentTransactionStatus { get; init; }

    /// <summary>All that was started; an id of 0 names nothing.</summary>
    [JsonIgnore]
    public IReadOnlyList<StartedTransaction> Transactions =>
    [
        .. (PaymentTransactions
            ?? [Flat(PaymentTransactionId, Status),
                Flat(ReversalPaymentTransactionId, ReversalPaymentTransactionStatus)])
            .Where(one => one.PaymentTransactionId > 0),
    ];

    private static StartedTransaction Flat(long? id, string? status)
        => new() { PaymentTransactionId = id ?? 0, Status = status };
}

/// <summary>One started transaction.</summary>
public sealed record StartedTransaction
{
    public required long PaymentTransactionId { get; init; }

    /// <summary>One of <see cref="TransactionStatus"/>, normally Created.</summary>
    [JsonConverter(typeof(TransactionStatus.Converter))]
    public string? Status { get; init; }
}
