using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// The lines a caller asks for by item, taken from the oldest reservation or capture first. What would be left behind
/// without a positive sum (a discount, a free line) could never be captured or returned on its own, so it goes along.
/// </summary>
public static class ChosenLines
{
    /// <summary>
    /// Refusals in order: an unknown or ambiguous item; more than is left; a sum that is not positive.
    /// </summary>
    public static Outcome<IReadOnlyList<AdminTransactionLines>> From(
        PaymentKey key, PaymentDocument payment, IReadOnlyList<OperationItem> items,
        IReadOnlyList<AdminTransactionLines> groups)
    {
        var left = groups.Select(group => group.Lines.ToArray()).ToList();
        foreach (var item in items)
        {
            if (ReferencesOf(payment, groups, item.Reference) is not { Count: > 0 } references)
                return Refusal.UnknownItem(key, item.Reference);
            var wanted = item.Quantity;
            foreach (var lines in left) wanted -= Take(lines, references, wanted);
            if (wanted > 0) return Refusal.MoreThanLeft(key, item.Reference, item.Quantity, item.Quantity - wanted);
        }
        List<AdminTransactionLines> chosen = [];
        foreach (var (group, rest) in groups.Zip(left))
        {
            if (rest.SequenceEqual(group.Lines)) continue;
            var taken = rest.Sum(line => line.Amount) <= 0m
                ? group
                : new(group.PaymentTransactionId, Without(group.Lines, rest));
            if (taken.Amount <= 0m) return Refusal.SumNotPositive(key, taken.Amount);
            chosen.Add(taken);
        }
        return new() { Value = chosen };
    }

    /// <summary>Takes up to so many units of these references; returns how many there were.</summary>
    private static int Take(AdminLine[] lines, IReadOnlySet<string> references, int wanted)
    {
        var taken = 0;
        for (var index = 0; index < lines.Length; index++)
        {
            if (!references.Contains(lines[index].MerchantReference)) continue;
            var units = Math.Min(wanted - taken, lines[index].Quantity);
            lines[index] = lines[index] with { Quantity = lines[index].Quantity - units };
            taken += units;
        }
        return taken;
    }

    private static IReadOnlyList<AdminLine> Without(IReadOnlyList<AdminLine> all, AdminLine[] rest) =>
    [
        .. all.Zip(rest, (line, left) => line with { Quantity = line.Quantity - left.Quantity })
            .Where(line => line.Quantity > 0),
    ];

    /// <summary>
    /// Qliro's line reference as it is; else the lines of the one Norce row with this reference or sku: two, when the
    /// row's total does not divide evenly by its quantity.
    /// </summary>
    private static IReadOnlySet<string> ReferencesOf(
        PaymentDocument payment, IReadOnlyList<AdminTransactionLines> groups, string asked)
    {
        var known = groups
            .SelectMany(group => group.Lines).Select(line => line.MerchantReference).ToHashSet(StringComparer.Ordinal);
        if (known.Contains(asked)) return new HashSet<string>([asked], StringComparer.Ordinal);
        var rows = payment.Rows.Where(row => row.Value.RowReference == asked || row.Value.Sku == asked)
            .GroupBy(row => row.Value).ToList();
        return rows is [var row]
            ? row.Select(line => line.Key).Where(known.Contains).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>(StringComparer.Ordinal);
    }
}
