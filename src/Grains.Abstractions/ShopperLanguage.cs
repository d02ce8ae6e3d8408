namespace QliroAdapter;

/// <summary>
/// The languages that we speak to shoppers, as two-letter codes: sv, nb, da, fi, en, de, fr, nl. The one place that
/// reads a culture, however it is written: <c>sv-SE</c>, <c>sv_SE</c>, <c>SV</c>, <c>swe</c>.
/// </summary>
public static class ShopperLanguage
{
    /// <summary>Spoken where nothing better is known.</summary>
    public const string English = "en";

    /// <summary>Every language that a text must exist in.</summary>
    public static IReadOnlyList<string> All { get; } = ["sv", "nb", "da", "fi", English, "de", "fr", "nl"];

    /// <summary>
    /// By the language alone; its region does not count. Both kinds of Norwegian are <c>nb</c>. Null when it is none of
    /// ours, or absent.
    /// </summary>
    public static string? Of(string? culture) => Subtag(culture) switch
    {
        "sv" or "swe" => "sv",
        "nb" or "nn" or "no" or "nob" or "nno" or "nor" => "nb",
        "da" or "dan" => "da",
        "fi" or "fin" => "fi",
        "en" or "eng" => English,
        "de" or "deu" or "ger" => "de",
        "fr" or "fra" or "fre" => "fr",
        "nl" or "nld" or "dut" => "nl",
        _ => null,
    };

    /// <summary>By a country (ISO 3166-1 alpha-2) or a currency (ISO 4217) of one language; else null.</summary>
    public static string? OfPlace(string? place) => place?.ToUpperInvariant() switch
    {
        "SE" or "SEK" => "sv",
        "NO" or "NOK" => "nb",
        "DK" or "DKK" => "da",
        "FI" => "fi",
        "DE" or "AT" => "de",
        "FR" => "fr",
        "NL" => "nl",
        _ => null,
    };

    /// <summary>The language part of a culture in lower case, ours or not; empty when there is none.</summary>
    public static string Subtag(string? culture)
        => (culture ?? "").Trim().Split('-', '_')[0].ToLowerInvariant();

    /// <summary>Whether both name the same language and region, however they are written.</summary>
    public static bool IsSameCulture(string one, string other)
        => Written(one).Equals(Written(other), StringComparison.OrdinalIgnoreCase);

    private static string Written(string culture)
        => (Of(culture) ?? Subtag(culture)) + string.Concat(
            culture.Trim().Replace('_', '-').SkipWhile(letter => letter != '-'));
}
