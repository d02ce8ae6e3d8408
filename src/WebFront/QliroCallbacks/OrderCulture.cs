using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>The language of a decline when the payment itself gave no answer.</summary>
internal static class OrderCulture
{
    /// <summary>
    /// The order's language, or else that of its country, its buyer's country or its currency; null when the order
    /// holds none of these or was not read in time. A validation mostly holds only the currency.
    /// </summary>
    public static string? Of(QliroOrder? order)
    {
        if (order?.Language is { Length: > 0 } language) return language;
        foreach (var place in (string?[])[order?.Country, order?.BillingAddress?.CountryCode, order?.Currency])
            if (ShopperLanguage.OfPlace(place) is { } spoken) return spoken;
        return null;
    }
}
