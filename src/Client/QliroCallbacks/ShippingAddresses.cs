using System.Text.Json.Serialization;

namespace QliroAdapter.Client;

/// <summary>The addresses that can be delivered to, in Qliro's spelling.</summary>
public sealed record ShippingAddresses
{
    /// <summary>Empty when the Norce order has none.</summary>
    [JsonPropertyName("AvailableShippingAddresses")]
    public IReadOnlyList<ShippingAddress> AvailableShippingAddresses { get; init; } = [];
}

/// <summary>One address, in Qliro's spelling; unknown members are absent.</summary>
public sealed record ShippingAddress
{
    /// <summary>Given name.</summary>
    [JsonPropertyName("FirstName")]
    public string? FirstName { get; init; }

    /// <summary>Family name.</summary>
    [JsonPropertyName("LastName")]
    public string? LastName { get; init; }

    /// <summary>Name of an organisation.</summary>
    [JsonPropertyName("CompanyName")]
    public string? CompanyName { get; init; }

    /// <summary>The person or firm at whose address it is delivered.</summary>
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
