using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>VAT as Qliro takes it: percent with two decimals, and prices without it by that same percentage.</summary>
internal static class VatPercents
{
    /// <summary>
    /// From Norce's fraction (0.25 is 25); a rate of 1 or more can only be percent already. Absent: from the two
    /// prices; else 0. Never negative.
    /// </summary>
    public static decimal Of(decimal? rate, NorcePrice? price)
    {
        if (rate is { } known) return Math.Max(0m, Money.Round(known >= 1m ? known : known * 100m));
        return price is { IncludingVat: { } inc, ExcludingVat: { } ex } && ex != 0m
            ? Math.Max(0m, Money.Round((inc - ex) / ex * 100m))
            : 0m;
    }

    /// <summary>
    /// The price without VAT, two decimals, halves away from zero; the price with VAT stays the truth.
    /// </summary>
    public static decimal Without(decimal priceIncVat, decimal percent)
        => Money.Round(priceIncVat / (1m + (percent / 100m)));
}
