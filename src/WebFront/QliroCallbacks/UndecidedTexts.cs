using System.Collections.Frozen;
using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>What a shopper reads when the adapter itself could not judge a purchase. At most 150 characters each.</summary>
internal static class UndecidedTexts
{
    /// <summary>Qliro's reason for everything without a reason of its own.</summary>
    public const string Reason = "Other";

    private const string SwedishAndEnglish =
        "Köpet kunde inte kontrolleras just nu. Försök igen. / Your purchase could not be checked just now. Please try again.";

    private static readonly FrozenDictionary<string, string> byLanguage = new Dictionary<string, string>
    {
        ["sv"] = "Köpet kunde inte kontrolleras just nu. Försök igen om en liten stund.",
        ["en"] = "Your purchase could not be checked just now. Please try again in a moment.",
        ["nb"] = "Kjøpet kunne ikke kontrolleres akkurat nå. Prøv igjen om et øyeblikk.",
        ["da"] = "Købet kunne ikke kontrolleres lige nu. Prøv igen om et øjeblik.",
        ["fi"] = "Ostosta ei voitu tarkistaa juuri nyt. Yritä hetken kuluttua uudelleen.",
        ["de"] = "Ihr Kauf konnte gerade nicht geprüft werden. Bitte versuchen Sie es gleich noch einmal.",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> languageOf = new Dictionary<string, string>
    {
        ["SE"] = "sv",
        ["SEK"] = "sv",
        ["NO"] = "nb",
        ["NOK"] = "nb",
        ["DK"] = "da",
        ["DKK"] = "da",
        ["FI"] = "fi",
        ["DE"] = "de",
        ["AT"] = "de",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// In the order's language, else its country's, else its currency's; Swedish and English when the order tells none
    /// of them, or could not be read in time.
    /// </summary>
    public static string For(QliroOrder? order)
    {
        if (order?.Language?.Split('-', '_')[0] is { } language)
        {
            if (byLanguage.TryGetValue(language is "no" or "nn" ? "nb" : language, out var text))
                return text;
        }
        foreach (var place in (string?[])[order?.Country, order?.BillingAddress?.CountryCode, order?.Currency])
        {
            if (place is not null && languageOf.TryGetValue(place, out var spoken))
                return byLanguage[spoken];
        }
        return SwedishAndEnglish;
    }
}
