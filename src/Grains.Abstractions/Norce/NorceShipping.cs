using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Norce;

/// <summary>
/// One shipping of an order. <see cref="Total"/> and <see cref="VatRate"/> are required when it is written.
/// </summary>
public sealed record NorceShipping : NorceWire
{
    /// <summary>Norce's id; absent until created.</summary>
    public string? Id { get; init; }

    public string? Merchant { get; init; }

    public string? Channel { get; init; }

    /// <summary>One of <see cref="NorceShippingState"/>.</summary>
    [JsonConverter(typeof(NorceShippingState.Converter))]
    public string? State { get; init; }

    /// <summary>For ours: Qliro's reference of the shipping method.</summary>
    public string? Reference { get; init; }

    /// <summary>Reference in the transport system.</summary>
    public string? TmsReference { get; init; }

    public string? OrderId { get; init; }

    /// <summary>The adapter that owns the shipping.</summary>
    public string? AdapterId { get; init; }

    public string? Name { get; init; }

    /// <summary>The fee, major units.</summary>
    public NorcePrice? Total { get; init; }

    /// <summary>Fraction: 0.25 is 25 %.</summary>
    public decimal? VatRate { get; init; }

    public NorceDeliveryDetails? DeliveryDetails { get; init; }

    public IReadOnlyList<NorceAddon>? Addons { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    /// <summary>True unless it was removed.</summary>
    [JsonIgnore]
    public bool IsLive => !string.Equals(State, NorceShippingState.Removed, StringComparison.Ordinal);

    /// <summary>Written by this adapter.</summary>
    [JsonIgnore]
    public bool IsOurs => NorceAdapter.IsOurs(AdapterId);
}

/// <summary>How the goods are delivered.</summary>
public sealed record NorceDeliveryDetails : NorceWire
{
    public string? Carrier { get; init; }

    public string? Class { get; init; }

    public NorceProduct? Product { get; init; }

    public NorcePickupLocation? PickupLocation { get; init; }
}

/// <summary>A carrier's product.</summary>
public sealed record NorceProduct : NorceWire
{
    public string? Reference { get; init; }

    public string? Name { get; init; }
}

/// <summary>Where the shopper fetches the goods.</summary>
public sealed record NorcePickupLocation : NorceWire
{
    public string? Reference { get; init; }

    public string? Name { get; init; }

    public NorcePickupLocationAddress? Address { get; init; }
}

/// <summary>The pickup point's own address.</summary>
public sealed record NorcePickupLocationAddress : NorceWire
{
    public string? StreetAddress { get; init; }

    public string? City { get; init; }

    public string? PostalCode { get; init; }

    public string? Country { get; init; }
}

/// <summary>An extra service of a shipping.</summary>
public sealed record NorceAddon : NorceWire
{
    public string? Reference { get; init; }

    /// <summary>Major units, VAT included.</summary>
    public decimal? Price { get; init; }
}
