using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace QliroAdapter.Client;

/// <summary>
/// An event outside of the payment, mostly of integrated shipping. Published as
/// <c>QliroCheckoutNotificationRequest</c>.
/// </summary>
public sealed record QliroNotification
{
    /// <summary>Qliro's order id.</summary>
    [JsonPropertyName("OrderId")]
    public long? OrderId { get; init; }

    /// <summary>The adapter's reference of the order, 1 to 25 characters.</summary>
    [JsonPropertyName("MerchantReference")]
    public string? MerchantReference { get; init; }

    /// <summary>False when the provider failed.</summary>
    [JsonPropertyName("IsSuccess")]
    public bool? IsSuccess { get; init; }

    /// <summary>Absent on success.</summary>
    [JsonPropertyName("ErrorMessage")]
    public string? ErrorMessage { get; init; }

    /// <summary>When it happened.</summary>
    [JsonPropertyName("Timestamp")]
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>What happened, such as <c>SHIPPING_PROVIDER_UPDATE</c>.</summary>
    [JsonPropertyName("EventType")]
    public string? EventType { get; init; }

    /// <summary>The provider that reports it, such as <c>Unifaun</c> or <c>Ingrid</c>.</summary>
    [JsonPropertyName("Provider")]
    public string? Provider { get; init; }

    /// <summary>The provider's own JSON.</summary>
    [JsonPropertyName("Payload")]
    public JsonNode? Payload { get; init; }
}

/// <summary>A card saved for later charges. Published as <c>MerchantSavedCreditCard</c>.</summary>
public sealed record SavedCard
{
    /// <summary>The id that a charge names. Whoever holds it can charge.</summary>
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    /// <summary>Such as <c>Visa</c>.</summary>
    [JsonPropertyName("brandName")]
    public string? BrandName { get; init; }

    /// <summary>Four digits.</summary>
    [JsonPropertyName("expiryYear")]
    public int? ExpiryYear { get; init; }

    /// <summary>1 to 12.</summary>
    [JsonPropertyName("expiryMonth")]
    public int? ExpiryMonth { get; init; }

    /// <summary>The first digits.</summary>
    [JsonPropertyName("bin")]
    public string? Bin { get; init; }

    /// <summary>The last digits.</summary>
    [JsonPropertyName("last4Digits")]
    public string? Last4Digits { get; init; }

    /// <summary>The number, masked in the middle.</summary>
    [JsonPropertyName("maskedNumber")]
    public string? MaskedNumber { get; init; }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(SavedCard);
}
