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

/// <summary>The test identities Qliro publishes, per country: person and company, approved, on hold, denied.</summary>
public static class TestPersons
{
    public const string Approved = "790625-5307";
    public const string Held = "770530-1773";
    public const string Denied = "750420-8104";

    private static readonly HashSet<string> onHold = new(StringComparer.OrdinalIgnoreCase)
    {
        Held, "556006-1912", "23034114714", "123123123", "040842-922L", "2194504-6", "0408429226", "20578912",
    };

    private static readonly HashSet<string> refused = new(StringComparer.OrdinalIgnoreCase)
    {
        Denied, "556010-2005", "23034114986", "987654325", "030842-921X", "2392384-4", "0308429210", "12655568",
    };

    /// <summary>How a payment with this personal number ends; unknown numbers are approved.</summary>
    public static PurchaseOutcome OutcomeOf(string personalNumber)
        => refused.Contains(personalNumber) ? PurchaseOutcome.Decline
            : onHold.Contains(personalNumber) ? PurchaseOutcome.OnHold : PurchaseOutcome.Approve;
}
