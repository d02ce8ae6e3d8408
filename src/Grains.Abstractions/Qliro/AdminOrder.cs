using System.Text.Json.Serialization;

namespace QliroAdapter.Qliro;

/// <summary>
/// A Qliro order as the admin API shows it: what happened to each line, and every payment transaction. It states no
/// status and no total; <c>AdminOrder.Ledger</c> derives them.
/// </summary>
public sealed partial record AdminOrder
{
    public QliroOrderId? OrderId { get; init; }

    public string? MerchantReference { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    public string? Country { get; init; }

    public QliroCustomer? Customer { get; init; }

    public QliroAddress? BillingAddress { get; init; }

    public QliroAddress? ShippingAddress { get; init; }

    public QliroUpsell? Upsell { get; init; }

    public IReadOnlyList<QliroMetadataEntry>? MerchantProvidedMetadata { get; init; }

    /// <summary>What happened to the lines; includes actions of transactions that failed.</summary>
    public IReadOnlyList<AdminItemAction>? OrderItemActions { get; init; }

    public IReadOnlyList<AdminTransaction>? PaymentTransactions { get; init; }
}

/// <summary>One thing that happened to one line.</summary>
public sealed record AdminItemAction
{
    public long? Id { get; init; }

    /// <summary>One of <see cref="OrderItemActionType"/>.</summary>
    [JsonConverter(typeof(OrderItemActionType.Converter))]
    public string? ActionType { get; init; }

    /// <summary>The transaction that did it. The action counts only when that transaction is a Success.</summary>
    public long? PaymentTransactionId { get; init; }

    public string? MerchantReference { get; init; }

    public string? Description { get; init; }

    /// <summary>One of <see cref="OrderItemType"/>.</summary>
    [JsonConverter(typeof(OrderItemType.Converter))]
    public string? Type { get; init; }

    public int? Quantity { get; init; }

    public decimal? PricePerItemIncVat { get; init; }

    public decimal? PricePerItemExVat { get; init; }

    /// <summary>Percent; absent on older orders.</summary>
    public decimal? VatRate { get; init; }
}

/// <summary>One payment transaction.</summary>
public sealed record AdminTransaction
{
    public long? PaymentTransactionId { get; init; }

    public QliroOrderId? OrderId { get; init; }

    /// <summary>
    /// The transaction that it belongs to: for a capture its reservation, for a refund its capture. Absent for the
    /// customer's own payment.
    /// </summary>
    public long? OriginalPaymentTransactionId { get; init; }

    /// <summary>One of <see cref="TransactionType"/>.</summary>
    [JsonConverter(typeof(TransactionType.Converter))]
    public string? Type { get; init; }

    /// <summary>Major units. Some are negative, so only the absolute value is used.</summary>
    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    /// <summary>One of <see cref="TransactionStatus"/>.</summary>
    [JsonConverter(typeof(TransactionStatus.Converter))]
    public string? Status { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    public string? ProviderTransactionId { get; init; }

    public string? ProviderResultCode { get; init; }

    public string? ProviderResultDescription { get; init; }

    public string? PaymentMethodName { get; init; }

    public string? PaymentMethodSubtypeCode { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorCodeDescription { get; init; }

    /// <summary>Carried out, and final.</summary>
    [JsonIgnore]
    public bool IsSuccess => string.Equals(Status, TransactionStatus.Success, StringComparison.Ordinal);

    /// <summary>
    /// A card's cancel that failed because the bank had already released the money. Only the error text tells this
    /// (qliro-notifications, error table).
    /// </summary>
    [JsonIgnore]
    public bool IsReleasedByBank => Type == TransactionType.Reversal && IsFinal && !IsSuccess
        && (ProviderResultDescription ?? ErrorCodeDescription ?? "")
            .Contains("referencing transaction does not match", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when the transaction's purpose is reached, by itself or because the bank did it.</summary>
    [JsonIgnore]
    public bool IsCarriedOut => IsSuccess || IsReleasedByBank;

    /// <summary>
    /// Ended, with success or without. Any other word means that it is still under way, unknown words too.
    /// </summary>
    [JsonIgnore]
    public bool IsFinal
        => Status is TransactionStatus.Success or TransactionStatus.Error or TransactionStatus.Cancelled;
}

/// <summary>A quantity of one line. Equal references at equal prices are one line.</summary>
public sealed record AdminLine
{
    public required string MerchantReference { get; init; }

    /// <summary>One of <see cref="OrderItemType"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Major units, exactly as reserved.</summary>
    public required decimal PricePerItemIncVat { get; init; }

    public decimal? PricePerItemExVat { get; init; }

    /// <summary>Percent; absent on older orders.</summary>
    public decimal? VatRate { get; init; }

    public string? Description { get; init; }

    /// <summary>What is left, 1 or more.</summary>
    public required int Quantity { get; init; }

    /// <summary>Quantity times price.</summary>
    [JsonIgnore]
    public decimal Amount => Quantity * PricePerItemIncVat;

    /// <summary>As stated; else what the two prices show, two decimals. 0 when neither tells.</summary>
    [JsonIgnore]
    public decimal VatPercent => VatRate ?? (PricePerItemExVat is { } ex && ex != 0m
        ? Money.Round((PricePerItemIncVat - ex) / ex * 100m)
        : 0m);
}

/// <summary>The lines left of one transaction.</summary>
/// <param name="PaymentTransactionId">An original transaction (to ship) or a capture (to refund).</param>
/// <param name="Lines">Never empty; in the order Qliro listed them.</param>
public sealed record AdminTransactionLines(long PaymentTransactionId, IReadOnlyList<AdminLine> Lines)
{
    /// <summary>Sum of the lines, major units.</summary>
    public decimal Amount => Lines.Sum(line => line.Amount);

    /// <summary>Of a capture: what was given back of it without items. Else 0.</summary>
    public decimal GivenBack { get; init; }

    /// <summary>Of a capture: what can still be given back, 0 or more.</summary>
    public decimal Returnable => Math.Max(0m, Amount - GivenBack);
}
