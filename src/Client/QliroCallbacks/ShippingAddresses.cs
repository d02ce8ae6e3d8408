using System.Text.Json.Serialization;

namespace QliroAdapter.Client;

/// <summary>Where it can be delivered to, in Qliro's spelling.</summary>
public sealed record ShippingAddresses
{
    /// <summary>Empty when the Norce order has none.</summary>
    [JsonPropertyName("AvailableShippingAddresses")]
    public IReadOnlyList<ShippingAddress> AvailableShippingAddresses { get; init; } = [];
}

/// <summary>One address, in Qliro's spelling; what is not known is absent.</summary>
public sealed record ShippingAddress
{
    /// <summary>Given name.</summary>
    [JsonPropertyName("FirstName")]
    public string? FirstName { get; init; }

    /// <summary>Family name.</summary>
    [JsonPropertyName("LastName")]
    public string? LastName { get; init; }

    /// <summary>Of an organisation.</summary>
    [JsonPropertyName("CompanyName")]
    public string? CompanyName { get; init; }

    /// <summary>Whose door.</summary>
    [JsonPropertyName("CareOf")]
    public string? CareOf { get; init; }

    /// <summary>First line.</summary>
    [JsonPropertyName("Street")]
    public string? Street { get; init; }

    /// <summary>Second line.</summary>
    [JsonPropertyName("Street2")]
    public string? Street2 { get; init; }

    /// <summary>As the country writes it.</summary>
    [JsonPropertyName("PostalCode")]
    public string? PostalCode { get; init; }

    /// <summary>Town.</summary>
    [JsonPropertyName("City")]
    public string? City { get; init; }

    /// <summary>Region or state.</summary>
    [JsonPropertyName("Area")]
    public string? Area { get; init; }

    /// <summary>The type's name only: an address is personal data.</summary>
    public override string ToString() => nameof(ShippingAddress);
}
