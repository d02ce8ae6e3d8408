using System.Text.Json.Nodes;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>A shopper. All are fictitious; the personal number decides how a payment ends.</summary>
public sealed record QliroPerson
{
    public string FirstName { get; init; } = "Testa";

    public string LastName { get; init; } = "Person";

    public string? CompanyName { get; init; }

    public string PersonalNumber { get; init; } = TestPersons.Approved;

    public string Email { get; init; } = "testa.person@example.com";

    public string MobileNumber { get; init; } = "+46701740615";

    public string? VatNumber { get; init; }

    public string? CareOf { get; init; }

    public string Street { get; init; } = "Gatan 1";

    public string? Street2 { get; init; }

    public string PostalCode { get; init; } = "11122";

    public string City { get; init; } = "Stockholm";

    public string CountryCode { get; init; } = "SE";

    public bool IsCompany { get; init; }

    /// <summary>The approved test person of a country; Sweden's where Qliro publishes none.</summary>
    public static QliroPerson In(string country)
    {
        var approved = TestPersons.Of(country)[0];
        var (mobile, postalCode, city) = approved.Country switch
        {
            "NO" => ("+4740000000", "0150", "Oslo"),
            "FI" => ("+358401234567", "00100", "Helsinki"),
            "DK" => ("+4520000000", "1050", "København"),
            _ => ("+46701740615", "11122", "Stockholm"),
        };
        return new()
        {
            PersonalNumber = approved.Number, MobileNumber = mobile, PostalCode = postalCode, City = city,
            CountryCode = country,
        };
    }

    internal JsonObject Customer() => new()
    {
        ["FirstName"] = FirstName,
        ["LastName"] = LastName,
        ["PersonalNumber"] = PersonalNumber,
        ["VatNumber"] = VatNumber,
        ["Email"] = Email,
        ["MobileNumber"] = MobileNumber,
        ["JuridicalType"] = IsCompany ? "Company" : "Physical",
        ["DateOfBirth"] = null,
        ["Gender"] = null,
    };

    /// <summary>The address as Qliro states it.</summary>
    public JsonObject Address() => new()
    {
        ["FirstName"] = FirstName,
        ["LastName"] = LastName,
        ["CompanyName"] = CompanyName,
        ["CareOf"] = CareOf,
        ["Street"] = Street,
        ["Street2"] = Street2,
        ["PostalCode"] = PostalCode,
        ["City"] = City,
        ["CountryCode"] = CountryCode,
        ["Area"] = null,
        ["AreaCode"] = null,
    };
}

/// <summary>How a payment attempt ends.</summary>
public enum PurchaseOutcome
{
    Approve,
    OnHold,

    /// <summary>
    /// The bank or the credit check declines after our approval. The order stays in process, and only the page is told.
    /// </summary>
    Decline,
}
