using QliroAdapter.Qliro;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>
/// An order divided at random. The worth of units is measured by capturing them alone, each time from the whole order;
/// parts must be worth the same, in whatever way they are combined.
/// </summary>
internal sealed class PartedOrder
{
    private readonly List<(string Reference, int Units)> goods;
    private readonly Func<string, int, decimal> worth;

    public PartedOrder(OrderLines lines)
    {
        goods =
        [
            .. lines.Lines
                .Where(line => line.Type != OrderItemType.Discount && line.MerchantReference != "ROUNDING"
                    && !line.MerchantReference.Split(':')[0].Contains('-', StringComparison.Ordinal))
                .GroupBy(line => line.MerchantReference.Split(':')[0].TrimEnd([.. "bcdefghijklmnopqrstuvwxyz"]),
                    StringComparer.Ordinal)
                .Select(same => (same.First().MerchantReference, same.Sum(line => line.Quantity))),
        ];
        var known = new Dictionary<(string, int), decimal>();
        var untouched = new BookedOrder(lines);
        worth = (reference, units) => known.TryGetValue((reference, units), out var amount)
            ? amount
            : known[(reference, units)] = WorthOf(untouched, reference, units);
    }

    /// <summary>The sum of all rows and shippings, each captured alone.</summary>
    public decimal Worth => goods.Sum(one => worth(one.Reference, one.Units));

    /// <summary>
    /// Takes the order in the parts that the choices make, then everything that is left; returns the sum of what was
    /// taken.
    /// </summary>
    public async Task<decimal> Part(IReadOnlyList<int> choices, Func<(string, int)[], Task<Outcome<Taken>>> take)
    {
        var taken = goods.ToDictionary(one => one.Reference, _ => 0, StringComparer.Ordinal);
        var sum = 0m;
        for (var step = 0; step + 1 < choices.Count && step < 24; step += 2)
        {
            var items = Choose(choices[step], choices[step + 1], taken);
            if (items.Count == 0) break;
            var expected = items.Sum(item
                => worth(item.Reference, taken[item.Reference] + item.Units) - worth(
                    item.Reference, taken[item.Reference]));
            var outcome = await take([.. items]);
            if (!outcome.IsAccepted)
            {
                outcome.Error.Code.ShouldBe(ErrorCodes.OrderBadRequest);
                HaveFreeUnits(items).ShouldBeTrue(outcome.Error.Message);
                continue;
            }
            if (outcome.Value.Amount == 0m) break;
            if (!HaveFreeUnits(items)) outcome.Value.Amount.ShouldBe(expected, string.Join(", ", items));
            outcome.Value.Lines.ShouldAllBe(line => IsOfThese(line.Reference, items));
            foreach (var (reference, units) in items) taken[reference] += units;
            sum += outcome.Value.Amount;
        }
        var rest = await take([]);
        rest.IsAccepted.ShouldBeTrue(rest.Error?.Message);
        return sum + rest.Value.Amount;
    }

    /// <summary>One to three rows or shippings, some units of each, of those that have any left.</summary>
    private List<(string Reference, int Units)> Choose(int which, int howMany, Dictionary<string, int> taken)
    {
        var left = goods.Select(one => (one.Reference, Units: one.Units - taken[one.Reference]))
            .Where(one => one.Units > 0).ToList();
        return [.. left.Select((one, index) => (one.Reference, one.Units, Order: (index + which) % left.Count))
            .OrderBy(one => one.Order).Take(1 + (which % 3))
            .Select(one => (one.Reference, 1 + (howMany % one.Units)))];
    }

    /// <summary>
    /// Units worth nothing can be refused, and drop out when nothing else is left with them; then other units of the
    /// same row come first.
    /// </summary>
    private bool HaveFreeUnits(List<(string Reference, int Units)> items)
        => items.Exists(item => worth(item.Reference, 1) == 0m);

    /// <summary>Goods and parts of these, or the order's own.</summary>
    private static bool IsOfThese(string reference, List<(string Reference, int Units)> items)
    {
        var carrier = Carrier(reference);
        return !(char.IsAsciiDigit(carrier[0]) || carrier[0] == 'S')
            || items.Exists(item => Carrier(item.Reference) == carrier);
    }

    private static string Carrier(string reference)
        => reference.Split(':')[0].Split('-')[0].TrimEnd([.. "bcdefghijklmnopqrstuvwxyz"]);

    private static decimal WorthOf(BookedOrder untouched, string reference, int units)
    {
        if (units == 0) return 0m;
        var alone = untouched.Worth(reference, units);
        if (alone.IsAccepted) return alone.Value;
        alone.Error.Code.ShouldBe(ErrorCodes.OrderBadRequest);
        alone.Error.Message.ShouldContain("sum to 0.00");
        return 0m;
    }
}
