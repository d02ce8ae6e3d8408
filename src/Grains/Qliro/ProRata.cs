namespace QliroAdapter.Qliro;

/// <summary>Divides an amount in proportion to weights, in whole öre.</summary>
internal static class ProRata
{
    /// <summary>
    /// Shares that sum exactly to the amount, by the largest remainder: each share is rounded down, and those that lost
    /// most get one öre more, the first among equals. No share exceeds its weight when the amount does not exceed the
    /// sum of the weights. When all weights are zero, the first gets everything.
    /// </summary>
    /// <param name="amount">Öre, zero or above.</param>
    /// <param name="weights">Zero or above; at least one.</param>
    public static IReadOnlyList<long> Share(long amount, IReadOnlyList<long> weights)
    {
        Int128 all = weights.Sum();
        var shares = new long[weights.Count];
        if (all == 0)
        {
            shares[0] = amount;
            return shares;
        }
        var lost = new Int128[weights.Count];
        for (var index = 0; index < shares.Length; index++)
        {
            var exact = (Int128)amount * weights[index];
            shares[index] = (long)(exact / all);
            lost[index] = exact % all;
        }
        var left = (int)(amount - shares.Sum());
        foreach (var index in Enumerable.Range(0, shares.Length).OrderByDescending(index => lost[index]).Take(left))
            shares[index]++;
        return shares;
    }
}
