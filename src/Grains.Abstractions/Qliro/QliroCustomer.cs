using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Qliro;

/// <summary>Who buys, as Qliro knows them. Prints as a mask.</summary>
public sealed record QliroCustomer
{
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    /// <summary>A company's number when <see cref="JuridicalType"/> is Company.</summary>
    public Masked? PersonalNumber { get; init; }

    public string? VatNumber { get; init; }

    public string? Email { get; init; }

    /// <summary>International form, <c>+46…</c>.</summary>
    public string? MobileNumber { get; init; }

    /// <summary>One of <see cref="Qliro.JuridicalType"/>.</summary>
    [JsonConverter(typeof(JuridicalType.Converter))]
    public string? JuridicalType { get; init; }

    /// <summary>A date as Qliro wrote it; mostly absent.</summary>
    public string? DateOfBirth { get; init; }

    /// <summary>A word or a number, as Qliro sent it; mostly absent.</summary>
    public JsonElement? Gender { get; init; }

    /// <summary>Always a mask: personal data.</summary>
    public override string ToString() => "QliroCustomer ***";
}

/// <summary>An address as Qliro knows it. Prints as a mask.</summary>
public sealed record QliroAddress
{
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? CompanyName { get; init; }

    public string? CareOf { get; init; }

    public string? Street { get; init; }

    public string? Street2 { get; init; }

    public string? PostalCode { get; init; }

    public string? City { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? CountryCode { get; init; }

    public string? Area { get; init; }

    /// <summary>ISO 3166-2.</summary>
    public string? AreaCode { get; init; }

    /// <summary>Always a mask: personal data.</summary>
    public override string ToString() => "QliroAddress ***";
}
