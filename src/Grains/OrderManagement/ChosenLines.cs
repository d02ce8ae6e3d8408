using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// The lines that a caller names by item, taken from the oldest reservation or capture first: exactly the named units
/// of rows, shippings and fees, with their own discounts and their share of what belongs to the order, and never other
/// goods. The same units always have the same worth, and the worths of all parts of an order sum to the order.
/// </summary>
public static class ChosenLines
{
    /// <summary>
    /// Refusals in order: an unknown or ambiguous item; more than is left; what Qliro cannot represent (a share of a
    /// line that cannot be divided, a sum that is not above zero, a rest below zero); a discount named without the
    /// goods it belongs to.
    /// </summary>
    public static Outcome<IReadOnlyList<AdminTransactionLines>> From(
        PaymentKey key, PaymentDocument payment, OperationRequest request, AdminOrder adminOrder,
        IReadOnlyList<AdminTransactionLines> groups)
    {
        var transactions = groups.Select(group => TransactionLines.Of(adminOrder, request.Type, group)).ToList();
        List<OperationItem> alongside = [];
        foreach (var item in request.Items)
        {
            if (Named(payment, adminOrder, item.Reference) is not { } named)
                return OperationRefusal.UnknownItem(key, item.Reference);
            if (named.Carriers.Count == 0)
            {
                alongside.Add(item);
                continue;
            }
            var wanted = item.Quantity;
            foreach (var one in transactions) wanted -= one.Take(named.Carriers, named.Group, wanted);
            foreach (var one in transactions) wanted -= one.Take(named.Carriers, group: null, wanted);
            if (wanted > 0)
                return OperationRefusal.MoreThanLeft(key, item.Reference, item.Quantity, item.Quantity - wanted);
        }
        List<AdminTransactionLines> chosen = [];
        foreach (var one in transactions)
        {
            if (one.Chosen(key) is not { } taken) continue;
            if (!taken.IsAccepted) return taken.Error;
            chosen.Add(taken.Value);
        }
        if (alongside.Find(item => Count(chosen, item.Reference) < item.Quantity) is { } lone)
            return OperationRefusal.GoesAlong(key, lone.Reference);
        return new() { Value = chosen };
    }

    private static int Count(List<AdminTransactionLines> chosen, string reference) => chosen
        .SelectMany(one => one.Lines).Where(line => line.MerchantReference == reference).Sum(line => line.Quantity);

    /// <summary>
    /// Qliro's line reference names its row or shipping, units of that line's price first; so does the reference or sku
    /// of exactly one Norce row. Empty for a discount or the like, which is not chosen but taken along. Null when it
    /// names nothing, or several: also a line of one row that is the sku of another.
    /// </summary>
    private static (IReadOnlySet<string> Carriers, string? Group)? Named(
        PaymentDocument payment, AdminOrder adminOrder, string asked)
    {
        var rows = payment.Rows.Where(row => row.Value.RowReference == asked || row.Value.Sku == asked)
            .GroupBy(row => row.Value, row => LineOwner.Of(row.Key, OrderItemType.Product).Carrier).ToList();
        if ((adminOrder.OrderItemActions ?? []).FirstOrDefault(action => action.MerchantReference == asked) is { } line)
        {
            var owner = LineOwner.Of(asked, line.Type ?? OrderItemType.Product);
            if (rows.Exists(row => !row.Contains(owner.Carrier, StringComparer.Ordinal))) return null;
            return (Set(owner.IsGoods ? [owner.Carrier] : []), owner.Group);
        }
        return rows is [var only] ? (Set(only), null) : null;
    }

    private static HashSet<string> Set(IEnumerable<string> carriers) => new(carriers, StringComparer.Ordinal);
}
