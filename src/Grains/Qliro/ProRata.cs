namespace QliroAdapter.Qliro;

/// <summary>Divides an amount over VAT rates in proportion to what was bought at each.</summary>
internal static class ProRata
{
    private const decimal Ore = 0.01m;

    /// <summary>
    /// Shares in whole öre that sum to the amount exactly: each rate's share rounded down, then one öre more for those
    /// that lost most, the higher rate first. Without weights everything stands at 0 %.
    /// </summary>
    /// <param name="amount">Zero or above, two decimals.</param>
    /// <param name="weights">Zero or above, by percentage.</param>
    public static IReadOnlyDictionary<decimal, decimal> Share(
        decimal amount, IReadOnlyDictionary<decimal, decimal> weights)
    {
        var all = weights.Values.Sum();
        if (all <= 0m) return new Dictionary<decimal, decimal> { [0m] = amount };
        var exact = weights.Where(weight => weight.Value > 0m)
            .OrderByDescending(weight => weight.Key)
            .Select(weight => (Rate: weight.Key, Share: amount / all * weight.Value))
            .ToList();
        var shares = exact.ToDictionary(one => one.Rate, one => decimal.Floor(one.Share / Ore) * Ore);
        var left = amount - shares.Values.Sum();
        foreach (var (rate, _) in exact.OrderByDescending(one => one.Share - shares[one.Rate]))
        {
            if (left <= 0m) break;
            shares[rate] += Ore;
            left -= Ore;
        }

        // Division leaves a digit far behind the öre now and then: whatever it did, the sum holds.
        shares[exact[0].Rate] += left;
        return shares;
    }
}
