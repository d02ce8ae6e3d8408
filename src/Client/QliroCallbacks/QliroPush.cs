using System.Text.Json.Serialization;

namespace QliroAdapter.Client;

/// <summary>A change of Qliro's order, in Qliro's spelling. Every member may be absent.</summary>
public sealed record QliroPush
{
    /// <summary>Qliro's order id.</summary>
    [JsonPropertyName("OrderId")]
    public long? OrderId { get; init; }

    /// <summary>The adapter's reference of the order, 1 to 25 characters.</summary>
    [JsonPropertyName("MerchantReference")]
    public string? MerchantReference { get; init; }

    /// <summary><c>InProcess</c>, <c>Completed</c>, <c>OnHold</c>, <c>Refused</c>.</summary>
    [JsonPropertyName("Status")]
    public string? Status { get; init; }

    /// <summary>When it changed.</summary>
    [JsonPropertyName("Timestamp")]
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary><c>CustomerCheckoutStatus</c> or <c>UpsellStatus</c>.</summary>
    [JsonPropertyName("NotificationType")]
    public string? NotificationType { get; init; }

    /// <summary>The reservation; 0 when an upsell failed.</summary>
    [JsonPropertyName("PaymentTransactionId")]
    public long? PaymentTransactionId { get; init; }

    /// <summary>The reservation before an upsell.</summary>
    [JsonPropertyName("OriginalPaymentTransactionId")]
    public long? OriginalPaymentTransactionId { get; init; }

    /// <summary>True when the new reservation replaces the original one.</summary>
    [JsonPropertyName("ReplacesOriginalPaymentTransaction")]
    public bool? ReplacesOriginalPaymentTransaction { get; init; }

    /// <summary>Names the upsell.</summary>
    [JsonPropertyName("UpsellId")]
    public string? UpsellId { get; init; }
}

/// <summary>The answer to a callback that was stored. Published as <c>QliroCheckoutPushResponse</c>.</summary>
public sealed record PushAnswer
{
    /// <summary>Always <c>received</c>.</summary>
    public required string CallbackResponse { get; init; }
}
