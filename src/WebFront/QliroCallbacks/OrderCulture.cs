using System.Collections.Frozen;
using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>The language of a decline when the payment itself gave no answer.</summary>
internal static class OrderCulture
{
    private static readonly FrozenDictionary<string, string> byPlace = new Dictionary<string, string>
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
    /// The order's language, or else that of its country, its buyer's country or its currency; null when the order
    /// holds none of these or was not read in time. A validation mostly holds only the currency.
    /// </summary>
    public static string? Of(QliroOrder? order)
    {
        if (order?.Language is { Length: > 0 } language)
            return language;
        foreach (var place in (string?[])[order?.Country, order?.BillingAddress?.CountryCode, order?.Currency])
        {
            if (place is not null && byPlace.TryGetValue(place, out var spoken))
                return spoken;
        }
        return null;
    }
}
