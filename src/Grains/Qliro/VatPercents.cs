using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// VAT in the form that Qliro uses: percent with two decimals, and prices without VAT computed with that percentage.
/// </summary>
internal static class VatPercents
{
    // What rounding each unit's price without VAT can add up to for a whole row, and one öre for the row itself.
    private const decimal RoundingPerUnit = 0.005m;
    private const decimal RoundingOfSum = 0.01m;

    /// <summary>
    /// Percent from Norce's fraction (0.25 is 25); a rate of 1 or more can only be percent already. Two exceptions come
    /// from the amounts: when they are equal with and without VAT the rate is 0, and when they contradict the stated
    /// rate by more than rounding, they decide. 0 when nothing is known. Never negative.
    /// </summary>
    /// <param name="rate">The rate as stated.</param>
    /// <param name="price">The amounts with and without VAT.</param>
    /// <param name="units">The number of units that the amounts are for.</param>
    public static decimal Of(decimal? rate, NorcePrice? price, decimal units = 1m)
    {
        decimal? stated = rate is { } known ? Math.Max(0m, Money.Round(known >= 1m ? known : known * 100m)) : null;
        if (price is not { IncludingVat: { } inc, ExcludingVat: { } ex }) return stated ?? 0m;
        if (Money.Round(inc) == Money.Round(ex)) return 0m;
        if (stated is { } percent && Fits(percent, inc, ex, units)) return percent;
        var shown = Money.Round(ex) == 0m ? 0m : Money.Round((inc - ex) / ex * 100m);
        return shown > 0m ? shown : stated ?? 0m;
    }

    private static bool Fits(decimal percent, decimal inc, decimal ex, decimal units)
        => Math.Abs(ex - (inc / (1m + (percent / 100m)))) <= (RoundingPerUnit * Math.Max(1m, units)) + RoundingOfSum;

    /// <summary>
    /// The price without VAT, two decimals, halves away from zero. The price with VAT is authoritative and stays
    /// unchanged.
    /// </summary>
    public static decimal Without(decimal priceIncVat, decimal percent)
        => Money.Round(priceIncVat / (1m + (percent / 100m)));
}
