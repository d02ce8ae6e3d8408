using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Qliro;

/// <summary>
/// A general notification, mostly from an integrated shipping provider. May come twice, and before the order is
/// complete.
/// </summary>
public sealed record QliroNotification
{
    public QliroOrderId? OrderId { get; init; }

    public string? MerchantReference { get; init; }

    public bool? IsSuccess { get; init; }

    /// <summary>Present only when the event failed.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>UTC; spelled TimeStamp or Timestamp on the wire.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>One of <see cref="QliroEventType"/>, or another that the adapter ignores.</summary>
    [JsonConverter(typeof(QliroEventType.Converter))]
    public string? EventType { get; init; }

    /// <summary><c>Unifaun</c> (nShift) or <c>Ingrid</c>; compared without regard to letter case.</summary>
    public string? Provider { get; init; }

    /// <summary>The provider's own JSON.</summary>
    public JsonElement? Payload { get; init; }
}

/// <summary>
/// A card saved for later charges. Qliro has two spellings, and this reads both: on the Qliro order
/// (<c>Id, BrandName, …</c>, year of two digits) and in the push (<c>CardBrandName, …</c>, numbers as texts, year of
/// four digits).
/// </summary>
public sealed record QliroSavedCard
{
    /// <summary>Present only in the push.</summary>
    public QliroOrderId? OrderId { get; init; }

    /// <summary>
    /// MerchantSavedCreditCardId, a GUID whose letter case varies. Whoever holds it can charge, so it is masked.
    /// </summary>
    public Masked? Id { get; init; }

    public string? BrandName { get; init; }

    public string? ExpiryYear { get; init; }

    public string? ExpiryMonth { get; init; }

    public string? Bin { get; init; }

    public string? Last4Digits { get; init; }

    public string? MaskedNumber { get; init; }

    public string? CardBrandName { get; init; }

    public string? CardExpiryYear { get; init; }

    public string? CardExpiryMonth { get; init; }

    public string? CardBin { get; init; }

    public string? CardLast4Digits { get; init; }

    /// <summary>UTC; present only in the push.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The brand, from either spelling.</summary>
    [JsonIgnore]
    public string? Brand => BrandName ?? CardBrandName;

    /// <summary>The year with four digits; absent when none came.</summary>
    [JsonIgnore]
    public string? Year => (ExpiryYear ?? CardExpiryYear) is { } year ? year.Length == 2 ? "20" + year : year : null;

    /// <summary>The month without a leading zero.</summary>
    [JsonIgnore]
    public string? Month => (ExpiryMonth ?? CardExpiryMonth)?.TrimStart('0');

    /// <summary>First digits of the card.</summary>
    [JsonIgnore]
    public string? FirstDigits => Bin ?? CardBin;

    /// <summary>Last digits of the card.</summary>
    [JsonIgnore]
    public string? LastDigits => Last4Digits ?? CardLast4Digits;

    /// <summary>The masked number as Qliro gave it, else made from the digits; absent when there are none.</summary>
    [JsonIgnore]
    public string? Description => MaskedNumber ?? (LastDigits is { } last ? $"{FirstDigits}******{last}" : null);
}
