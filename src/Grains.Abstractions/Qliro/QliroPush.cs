using System.Text.Json.Serialization;

namespace QliroAdapter.Qliro;

/// <summary>
/// What Qliro posts to the push URL: a checkout status, an upsell status, or (for orders created by other builds) an
/// order-management status. It is only a hint: the facts are read back from Qliro. It may come twice, late and out of
/// order; equal order id, status and time mean the same push.
/// </summary>
public sealed record QliroPush
{
    public QliroOrderId? OrderId { get; init; }

    public string? MerchantReference { get; init; }

    /// <summary>
    /// A <see cref="CheckoutStatus"/>, or for the other two kinds a <see cref="TransactionStatus"/>; compared without
    /// regard to letter case.
    /// </summary>
    public string? Status { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>One of <see cref="QliroNotificationType"/>; absent in order-management pushes.</summary>
    [JsonConverter(typeof(QliroNotificationType.Converter))]
    public string? NotificationType { get; init; }

    /// <summary>0 when an upsell failed.</summary>
    public long? PaymentTransactionId { get; init; }

    public long? OriginalPaymentTransactionId { get; init; }

    /// <summary>True when the new transaction replaces the original one for every later capture.</summary>
    public bool? ReplacesOriginalPaymentTransaction { get; init; }

    public string? UpsellId { get; init; }

    /// <summary>One of <see cref="TransactionType"/>; only in order-management pushes.</summary>
    [JsonConverter(typeof(TransactionType.Converter))]
    public string? PaymentType { get; init; }

    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    public string? ProviderTransactionId { get; init; }

    public string? ProviderResultCode { get; init; }

    public string? ProviderResultDescription { get; init; }

    public long? PaymentReference { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorCodeDescription { get; init; }

    /// <summary>An upsell's outcome; never a checkout status.</summary>
    [JsonIgnore]
    public bool IsUpsell
        => string.Equals(NotificationType, QliroNotificationType.UpsellStatus, StringComparison.Ordinal);

    /// <summary>True for an order-management status that came to this URL.</summary>
    [JsonIgnore]
    public bool IsOrderManagement => !IsUpsell && PaymentType is not null;

    /// <summary>The same facts as an order-management push.</summary>
    public QliroStatusPush ToStatusPush() => new()
    {
        OrderId = OrderId,
        MerchantReference = MerchantReference,
        PaymentTransactionId = PaymentTransactionId,
        Amount = Amount,
        Currency = Currency,
        Status = new TransactionStatus.Converter().Spelled(Status),
        PaymentType = PaymentType,
        ProviderTransactionId = ProviderTransactionId,
        ProviderResultCode = ProviderResultCode,
        ProviderResultDescription = ProviderResultDescription,
        OriginalPaymentTransactionId = OriginalPaymentTransactionId,
        PaymentReference = PaymentReference,
        Timestamp = Timestamp,
        ErrorCode = ErrorCode,
        ErrorCodeDescription = ErrorCodeDescription,
    };
}

/// <summary>
/// An order-management status push: the outcome of one payment transaction. Matched by
/// <see cref="PaymentTransactionId"/>, not by type: a Reversal also comes for reasons other than our cancel.
/// </summary>
public sealed record QliroStatusPush
{
    public QliroOrderId? OrderId { get; init; }

    public string? MerchantReference { get; init; }

    /// <summary>The transaction's id, as the call to the admin API returned it.</summary>
    public long? PaymentTransactionId { get; init; }

    /// <summary>Major units; negative for credits.</summary>
    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    /// <summary>One of <see cref="TransactionStatus"/>.</summary>
    [JsonConverter(typeof(TransactionStatus.Converter))]
    public string? Status { get; init; }

    /// <summary>One of <see cref="TransactionType"/>.</summary>
    [JsonConverter(typeof(TransactionType.Converter))]
    public string? PaymentType { get; init; }

    public string? ProviderTransactionId { get; init; }

    public string? ProviderResultCode { get; init; }

    public string? ProviderResultDescription { get; init; }

    /// <summary>The customer's payment, or for a refund the capture. A text on the wire.</summary>
    public long? OriginalPaymentTransactionId { get; init; }

    /// <summary>A legacy id of a shipment.</summary>
    public long? PaymentReference { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Present only on errors.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Present only on errors.</summary>
    public string? ErrorCodeDescription { get; init; }
}
