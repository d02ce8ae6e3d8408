using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Norce;

/// <summary>Who buys, where the bill goes and where the goods go. Prints as a mask.</summary>
public sealed record NorceCustomer : NorceWire
{
    /// <summary>The orderer's address; written by the payment provider.</summary>
    public NorceAddress? Billing { get; init; }

    /// <summary>Where the goods go.</summary>
    public NorceAddress? Shipping { get; init; }

    /// <summary>One of <see cref="CustomerType"/>.</summary>
    [JsonConverter(typeof(CustomerType.Converter))]
    public string? Type { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    /// <summary>Always a mask: personal data.</summary>
    public override string ToString() => "NorceCustomer ***";
}

/// <summary>A person's or organization's address. Prints as a mask.</summary>
public sealed record NorceAddress : NorceWire
{
    /// <summary>One of <see cref="CustomerType"/>.</summary>
    [JsonConverter(typeof(CustomerType.Converter))]
    public string? Type { get; init; }

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public string? CareOf { get; init; }

    /// <summary>The customer's own reference.</summary>
    public string? Reference { get; init; }

    public string? OrganizationName { get; init; }

    public string? StreetAddress { get; init; }

    public string? StreetAddress2 { get; init; }

    public string? PostalCode { get; init; }

    public string? City { get; init; }

    public string? Region { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    /// <summary>A person's national number.</summary>
    public Masked? NationalIdentificationNumber { get; init; }

    /// <summary>An organization's number; a sole trader's is personal.</summary>
    public Masked? OrganizationIdentificationNumber { get; init; }

    /// <summary>Holds <c>vatId</c> and <c>dateOfBirth</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    /// <summary>Always a mask: personal data.</summary>
    public override string ToString() => "NorceAddress ***";
}
