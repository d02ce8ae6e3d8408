using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>VAT as Qliro takes it: percent with two decimals, and prices without it by that same percentage.</summary>
internal static class VatPercents
{
    // What rounding each unit's price without VAT can make of a whole row, and one öre for the row itself.
    private const decimal RoundingPerUnit = 0.005m;
    private const decimal RoundingOfSum = 0.01m;

    /// <summary>
    /// From Norce's fraction (0.25 is 25); a rate of 1 or more can only be percent already. Amounts that are equal with
    /// and without VAT say 0, whatever the rate, and amounts that contradict the rate by more than rounding say theirs.
    /// Nothing known: 0. Never negative.
    /// </summary>
    /// <param name="rate">As stated.</param>
    /// <param name="price">The two amounts.</param>
    /// <param name="units">How many units they are of.</param>
    public static decimal Of(decimal? rate, NorcePrice? price, decimal units = 1m)
    {
        decimal? stated = rate is { } known ? Math.Max(0m, Money.Round(known >= 1m ? known : known * 100m)) : null;
        if (price is not { IncludingVat: { } inc, ExcludingVat: { } ex }) return stated ?? 0m;
        if (Money.Round(inc) == Money.Round(ex)) return 0m;
        if (stated is { } percent && Fits(percent, inc, ex, units)) return percent;
        var shown = ex == 0m ? 0m : Money.Round((inc - ex) / ex * 100m);
        return shown > 0m ? shown : stated ?? 0m;
    }

    private static bool Fits(decimal percent, decimal inc, decimal ex, decimal units)
        => Math.Abs(ex - (inc / (1m + (percent / 100m)))) <= (RoundingPerUnit * Math.Max(1m, units)) + RoundingOfSum;

    /// <summary>
    /// The price without VAT, two decimals, halves away from zero; the price with VAT stays the truth.
    /// </summary>
    public static decimal Without(decimal priceIncVat, decimal percent)
        => Money.Round(priceIncVat / (1m + (percent / 100m)));
}
