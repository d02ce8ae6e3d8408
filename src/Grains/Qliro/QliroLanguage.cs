namespace QliroAdapter.Qliro;

/// <summary>The language of Qliro's page: one of eight codes.</summary>
public static class QliroLanguage
{
    /// <summary>The language when neither culture nor country decides it.</summary>
    public const string Fallback = "en-us";

    /// <summary>
    /// Chosen by the culture's language (its region does not count: <c>sv-FI</c> is <c>sv-se</c>; <c>nn</c> and
    /// <c>no</c> are Norwegian), or else by the country, or else English.
    /// </summary>
    public static string For(string? culture, string? country)
        => OfLanguage(culture?.Split('-', '_')[0].ToUpperInvariant())
            ?? OfCountry(country?.ToUpperInvariant())
            ?? Fallback;

    private static string? OfLanguage(string? language) => language switch
    {
        "SV" or "SWE" => "sv-se",
        "EN" or "ENG" => "en-us",
        "FI" or "FIN" => "fi-fi",
        "DA" or "DAN" => "da-dk",
        "FR" or "FRA" => "fr-fr",
        "DE" or "DEU" => "de-de",
        "NB" or "NN" or "NO" or "NOB" or "NNO" or "NOR" => "nb-no",
        "NL" or "NLD" => "nl-nl",
        _ => null,
    };

    private static string? OfCountry(string? country) => country switch
    {
        "SE" => "sv-se",
        "FI" => "fi-fi",
        "DK" => "da-dk",
        "FR" => "fr-fr",
        "DE" or "AT" => "de-de",
        "NO" => "nb-no",
        "NL" => "nl-nl",
        _ => null,
    };
}
