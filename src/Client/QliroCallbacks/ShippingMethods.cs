using System.Text.Json.Serialization;

namespace QliroAdapter.Client;

/// <summary>What can be delivered, in Qliro's spelling.</summary>
public sealed record ShippingMethods
{
    /// <summary>In the order in which they are to be shown.</summary>
    [JsonPropertyName("AvailableShippingMethods")]
    public IReadOnlyList<ShippingMethod> AvailableShippingMethods { get; init; } = [];
}

/// <summary>One way to deliver; prices are in major units of the order's currency.</summary>
public sealed record ShippingMethod
{
    /// <summary>Ours.</summary>
    [JsonPropertyName("MerchantReference")]
    public string? MerchantReference { get; init; }

    /// <summary>What the shopper reads.</summary>
    [JsonPropertyName("DisplayName")]
    public string? DisplayName { get; init; }

    /// <summary>At most 3 lines below the name.</summary>
    [JsonPropertyName("Descriptions")]
    public IReadOnlyList<string>? Descriptions { get; init; }

    /// <summary>Of the fee's line; absent: as the method.</summary>
    [JsonPropertyName("ShippingFeeMerchantReference")]
    public string? ShippingFeeMerchantReference { get; init; }

    /// <summary>Who carries it; decides the logo.</summary>
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

    /// <summary>Where it can be picked up; absent when nowhere.</summary>
    [JsonPropertyName("SecondaryOptions")]
    public IReadOnlyList<ShippingSecondaryOption>? SecondaryOptions { get; init; }

    /// <summary>What can be had with it; absent when nothing.</summary>
    [JsonPropertyName("AdditionalShippingServices")]
    public IReadOnlyList<ShippingService>? AdditionalShippingServices { get; init; }

    /// <summary>Under which heading it is shown.</summary>
    [JsonPropertyName("CategoryDisplayName")]
    public string? CategoryDisplayName { get; init; }
}

/// <summary>A place to pick goods up.</summary>
public sealed record ShippingSecondaryOption
{
    /// <summary>Ours.</summary>
    [JsonPropertyName("MerchantReference")]
    public string? MerchantReference { get; init; }

    /// <summary>What the shopper reads.</summary>
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

/// <summary>Something to be had with a delivery.</summary>
public sealed record ShippingService
{
    /// <summary>Ours.</summary>
    [JsonPropertyName("MerchantReference")]
    public string? MerchantReference { get; init; }

    /// <summary>What the shopper reads.</summary>
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
