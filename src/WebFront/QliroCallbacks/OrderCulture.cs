using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>What language to decline in when the payment itself could not be asked.</summary>
internal static class OrderCulture
{
    /// <summary>
    /// The order's language, else the one of its country, its buyer's country or its currency; null when the order
    /// tells none of them or was not read in time. A validation mostly tells the currency only.
    /// </summary>
    public static string? Of(QliroOrder? order)
    {
        if (order?.Language is { Length: > 0 } language) return language;
        foreach (var place in (string?[])[order?.Country, order?.BillingAddress?.CountryCode, order?.Currency])
            if (ShopperLanguage.OfPlace(place) is { } spoken) return spoken;
        return null;
    }
}
