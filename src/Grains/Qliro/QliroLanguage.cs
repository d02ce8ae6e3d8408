namespace QliroAdapter.Qliro;

/// <summary>The language of Qliro's page: one of eight codes.</summary>
public static class QliroLanguage
{
    /// <summary>When neither culture nor country says more.</summary>
    public const string Fallback = "en-us";

    /// <summary>
    /// By the culture's language (its region does not count: <c>sv-FI</c> is <c>sv-se</c>), else by the country, else
    /// English.
    /// </summary>
    public static string For(string? culture, string? country)
        => (ShopperLanguage.Of(culture) ?? ShopperLanguage.OfPlace(country)) switch
        {
            "sv" => "sv-se",
            "fi" => "fi-fi",
            "da" => "da-dk",
            "fr" => "fr-fr",
            "de" => "de-de",
            "nb" => "nb-no",
            "nl" => "nl-nl",
            _ => Fallback,
        };
}
