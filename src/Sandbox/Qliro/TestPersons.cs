namespace QliroAdapter.Sandbox.Qliro;

/// <summary>A test identity that Qliro publishes, and how its purchases end.</summary>
/// <param name="Country">ISO 3166, two letters.</param>
/// <param name="IsCompany">True: the number is an organisation's.</param>
/// <param name="Number">The personal or organisation number, as it is published.</param>
/// <param name="Outcome">How a payment ends.</param>
public sealed record TestPerson(string Country, bool IsCompany, string Number, PurchaseOutcome Outcome);

/// <summary>The test identities Qliro publishes, per country: person and company, approved, on hold, denied.</summary>
public static class TestPersons
{
    public const string Approved = "790625-5307";
    public const string Held = "770530-1773";
    public const string Denied = "750420-8104";

    /// <summary>Approved, on hold and denied of each kind.</summary>
    public static IReadOnlyList<TestPerson> All { get; } =
    [
        .. Of("SE", false, Approved, Held, Denied), .. Of("SE", true, "556001-1982", "556006-1912", "556010-2005"),
        .. Of("NO", false, "22034149589", "23034114714", "23034114986"),
        .. Of("NO", true, "123456785", "123123123", "987654325"),
        .. Of("FI", false, "201042-9991", "040842-922L", "030842-921X"),
        .. Of("FI", true, "2678277-6", "2194504-6", "2392384-4"),
        .. Of("DK", false, "0208429205", "0408429226", "0308429210"),
        .. Of("DK", true, "35168184", "20578912", "12655568"),
    ];

    /// <summary>Those of a country; Sweden's where Qliro publishes none.</summary>
    public static IReadOnlyList<TestPerson> Of(string country)
    {
        var own = All.Where(one => one.Country == country).ToList();
        return own.Count > 0 ? own : Of("SE");
    }

    /// <summary>How a payment with this number ends; unknown numbers are approved.</summary>
    public static PurchaseOutcome OutcomeOf(string personalNumber)
        => All.FirstOrDefault(one => one.Number.Equals(personalNumber, StringComparison.OrdinalIgnoreCase))?.Outcome
            ?? PurchaseOutcome.Approve;

    private static TestPerson[] Of(string country, bool isCompany, params string[] numbers) =>
        [.. numbers.Select((number, at) => new TestPerson(country, isCompany, number, (PurchaseOutcome)at))];
}
