using System.Text.Json.Serialization;

namespace QliroAdapter.Client;

/// <summary>The shipping methods, in Qliro's spelling.</summary>
public sealed record ShippingMethods
{
    /// <summary>In the order in which they are shown.</summary>
    [JsonPropertyName("AvailableShippingMethods")]
    public IReadOnlyList<ShippingMethod> AvailableShippingMethods { get; init; } = [];
}

/// <summary>One way to deliver; prices are in major units of the order's currency.</summary>
public sealed record ShippingMethod
{
    /// <summary>The adapter's reference of the method.</summary>
    [JsonPropertyName("MerchantReference")]
    public string? MerchantReference { get; init; }

    /// <summary>The text that the shopper reads.</summary>
    [JsonPropertyName("DisplayName")]
    public string? DisplayName { get; init; }

    /// <summary>At most 3 lines below the name.</summary>
    [JsonPropertyName("Descriptions")]
    public IReadOnlyList<string>? Descriptions { get; init; }

    /// <summary>Reference of the fee's line; when absent, the method's.</summary>
    [JsonPropertyName("ShippingFeeMerchantReference")]
    public string? ShippingFeeMerchantReference { get; init; }

    /// <summary>The carrier; decides the logo.</summary>
    [JsonPropertyName("Brand")]
    public string? Brand { get; init; }

    /// <summary>With VAT, 0 or more.</summary>
    [JsonPropertyName("PriceIncVat")]
    public decimal? PriceIncVat { get; init; }

    /// <summary>Without VAT, 0 or more.</summary>
    [JsonPropertyName("PriceExVat")]
    public decimal? PriceExVat { get; init; }

    /// <summary>Per cent: 25 is 25 %.</summary>
    [JsonPropertyName("VatRate")]
    public decimal? VatRate { get; init; }

    /// <summary>Pickup points; absent when there are none.</summary>
    [JsonPropertyName("SecondaryOptions")]
    public IReadOnlyList<ShippingSecondaryOption>? SecondaryOptions { get; init; }

    /// <summary>Extra services; absent when there are none.</summary>
    [JsonPropertyName("AdditionalShippingServices")]
    public IReadOnlyList<ShippingService>? AdditionalShippingServices { get; init; }

    /// <summary>The heading under which it is shown.</summary>
    [JsonPropertyName("CategoryDisplayName")]
    public string? CategoryDisplayName { get; init; }
}

/// <summary>A place to pick goods up.</summary>
public sealed record ShippingSecondaryOption
{
    /// <summary>The adapter's reference of the place.</summary>
    [JsonPropertyName("MerchantReference")]
    public string? MerchantReference { get; init; }

    /// <summary>The text that the shopper reads.</summary>
    [JsonPropertyName("DisplayName")]
    public string? DisplayName { get; init; }

    /// <summary>At most 3 lines below the name.</summary>
    [JsonPropertyName("Descriptions")]
    public IReadOnlyList<string>? Descriptions { get; init; }

    /// <summary>Street and number.</summary>
    [JsonPropertyName("Address")]
    public string? Address { get; init; }

    /// <summary>Of the place.</summary>
    [JsonPropertyName("PostalCode")]
    public string? PostalCode { get; init; }

    /// <summary>Of the place.</summary>
    [JsonPropertyName("City")]
    public string? City { get; init; }
}

/// <summary>An extra service of a delivery.</summary>
public sealed record ShippingService
{
    /// <summary>The adapter's reference of the service.</summary>
    [JsonPropertyName("MerchantReference")]
    public string? MerchantReference { get; init; }

    /// <summary>The text that the shopper reads.</summary>
    [JsonPropertyName("DisplayName")]
    public string? DisplayName { get; init; }

    /// <summary>At most 3 lines below the name.</summary>
    [JsonPropertyName("Descriptions")]
    public IReadOnlyList<string>? Descriptions { get; init; }

    /// <summary>With VAT, 0 or more.</summary>
    [JsonPropertyName("PriceIncVat")]
    public decimal? PriceIncVat { get; init; }

    /// <summary>Without VAT, 0 or more.</summary>
    [JsonPropertyName("PriceExVat")]
    public decimal? PriceExVat { get; init; }
}
