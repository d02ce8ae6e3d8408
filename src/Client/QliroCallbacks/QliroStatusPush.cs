using System.Text.Json.Serialization;

namespace QliroAdapter.Client;

/// <summary>The outcome of a payment transaction, in Qliro's spelling. Every member may be absent.</summary>
public sealed record QliroStatusPush
{
    /// <summary>Qliro's order id.</summary>
    [JsonPropertyName("OrderId")]
    public long? OrderId { get; init; }

    /// <summary>The adapter's reference of the order, 1 to 25 characters.</summary>
    [JsonPropertyName("MerchantReference")]
    public string? MerchantReference { get; init; }

    /// <summary>Id of the transaction.</summary>
    [JsonPropertyName("PaymentTransactionId")]
    public long? PaymentTransactionId { get; init; }

    /// <summary>Major units of <see cref="Currency"/>.</summary>
    [JsonPropertyName("Amount")]
    public decimal? Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    [JsonPropertyName("Currency")]
    public string? Currency { get; init; }

    /// <summary><c>Success</c>, <c>Error</c> and others of Qliro's list.</summary>
    [JsonPropertyName("Status")]
    public string? Status { get; init; }

    /// <summary><c>Capture</c>, <c>Reversal</c>, <c>Refund</c> and others of Qliro's list.</summary>
    [JsonPropertyName("PaymentType")]
    public string? PaymentType { get; init; }

    /// <summary>The bank's id.</summary>
    [JsonPropertyName("ProviderTransactionId")]
    public string? ProviderTransactionId { get; init; }

    /// <summary>The bank's answer.</summary>
    [JsonPropertyName("ProviderResultCode")]
    public string? ProviderResultCode { get; init; }

    /// <summary>The bank's answer in words.</summary>
    [JsonPropertyName("ProviderResultDescription")]
    public string? ProviderResultDescription { get; init; }

    /// <summary>Id of the transaction that it belongs to.</summary>
    [JsonPropertyName("OriginalPaymentTransactionId")]
    public string? OriginalPaymentTransactionId { get; init; }

    /// <summary>Qliro's number for the customer's invoice.</summary>
    [JsonPropertyName("PaymentReference")]
    public long? PaymentReference { get; init; }

    /// <summary>When it happened.</summary>
    [JsonPropertyName("Timestamp")]
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Absent on success.</summary>
    [JsonPropertyName("ErrorCode")]
    public string? ErrorCode { get; init; }

    /// <summary>Absent on success.</summary>
    [JsonPropertyName("ErrorCodeDescription")]
    public string? ErrorCodeDescription { get; init; }
}
