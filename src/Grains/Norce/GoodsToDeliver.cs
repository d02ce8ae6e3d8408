namespace QliroAdapter.Norce;

/// <summary>What of an order somebody has to deliver.</summary>
public static class GoodsToDeliver
{
    private const string Digital = "digital";
    private const string Bundle = "bundle";

    /// <summary>
    /// False when every row is known to be digital goods. A gift card may be a card of plastic, so it is delivered.
    /// </summary>
    public static bool IsAnyIn(NorceOrder order) => (order.Cart?.Items ?? []).Any(IsDelivered);

    /// <summary>
    /// Grams of the whole row: a bundle's own weight, or else the sum of its parts. Absent when none is known.
    /// </summary>
    public static decimal? WeightOf(NorceItem item)
    {
        var one = item.Logistics?.Weight ?? SumOf((item.Items ?? []).Select(WeightOf));
        return (item.Quantity ?? 1m) * one;
    }

    private static decimal? SumOf(IEnumerable<decimal?> weights)
        => weights.OfType<decimal>().ToList() is { Count: > 0 } known ? known.Sum() : null;

    private static bool IsDelivered(NorceItem item)
        => Is(item, Bundle) && item.Items is { Count: > 0 } parts ? parts.Any(IsDelivered) : !Is(item, Digital);

    private static bool Is(NorceItem item, string productType)
        => string.Equals(item.ProductType, productType, StringComparison.OrdinalIgnoreCase);
}
