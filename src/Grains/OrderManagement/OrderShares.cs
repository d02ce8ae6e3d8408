using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// How lines of the order as a whole are shared among its goods: each line in proportion to worth over rows and
/// shippings, then evenly over the units of each. Computed from all lines of a reservation, whatever is left of them,
/// so that the same units always get the same share.
/// </summary>
internal sealed class OrderShares
{
    private readonly Dictionary<string, Carried> carriers;
    private readonly Dictionary<(string, decimal), Dictionary<string, (long Before, long After)>> shares = [];

    private OrderShares(Dictionary<string, Carried> carriers) => this.carriers = carriers;

    public static OrderShares Of(IReadOnlyList<AdminLine> lines)
    {
        var owned = lines.ToLookup(line => LineOwner.Of(line.MerchantReference, line.Type).Carrier);
        var made = new OrderShares(owned.Where(same => same.Key.Length > 0).ToDictionary(
            same => same.Key, Carried.Of, StringComparer.Ordinal));
        // Additions come first, so that nothing is ever worth less than what is taken off it.
        foreach (var line in owned[""].OrderBy(line => line.PricePerItemIncVat < 0m)) made.Share(line);
        return made;
    }

    /// <summary>
    /// The share of an order's line that these units of a carrier get, in öre; negative when it takes off. Null when it
    /// cannot be determined.
    /// </summary>
    public long? Between(AdminLine line, string carrier, int from, int to)
    {
        if (!shares.TryGetValue((line.MerchantReference, line.PricePerItemIncVat), out var shared)) return null;
        if (!shared.TryGetValue(carrier, out var share)) return 0;
        var units = carriers[carrier].Units;
        return to > units
            ? null
            : new EvenSpread(share.After, units).Between(from, to)
                - new EvenSpread(share.Before, units).Between(from, to);
    }

    /// <summary>The number of all units of a carrier.</summary>
    public int UnitsOf(string carrier) => carriers.TryGetValue(carrier, out var known) ? known.Units : 0;

    private void Share(AdminLine line)
    {
        var sharing = carriers.Where(one => one.Value is { Bears: true, Worth: >= 0 }).ToList();
        var ore = Ore.Of(line.Amount);
        if (sharing.Count == 0 || -ore > sharing.Sum(one => one.Value.Worth)) return;
        var parts = ProRata.Share(Math.Abs(ore), [.. sharing.Select(one => one.Value.Worth)]);
        var shared = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        for (var index = 0; index < parts.Count; index++)
        {
            var (name, carried) = sharing[index];
            var after = carried.Worth + (Math.Sign(ore) * parts[index]);
            shared[name] = (carried.Worth, after);
            carriers[name] = carried with { Worth = after };
        }
        shares[(line.MerchantReference, line.PricePerItemIncVat)] = shared;
    }

    /// <summary>A row, a shipping or a line that is not ours.</summary>
    /// <param name="Units">1 or more.</param>
    /// <param name="Worth">All units with all parts of their price, öre.</param>
    /// <param name="Bears">False for fees, which get no share of the order's lines.</param>
    private sealed record Carried(int Units, long Worth, bool Bears)
    {
        public static Carried Of(IEnumerable<AdminLine> lines)
        {
            var all = lines.ToList();
            var goods = all.FindAll(line => LineOwner.Of(line.MerchantReference, line.Type).IsGoods);
            return new(
                Math.Max(1, goods.Sum(line => line.Quantity)), Ore.Of(all.Sum(line => line.Amount)),
                goods.Exists(line => line.Type != OrderItemType.Fee));
        }
    }
}
