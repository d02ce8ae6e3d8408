using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// What is left of one reservation or capture, and what of it is chosen. Goods are chosen by unit; the parts of their
/// price and their share of the order's lines are taken along.
/// </summary>
internal sealed class TransactionLines
{
    private readonly AdminTransactionLines left;
    private readonly List<Units> units;
    private readonly OrderShares shares;
    private readonly Func<string, int> firstLeft;

    private TransactionLines(AdminTransactionLines left, OrderShares shares, Func<string, int> firstLeft)
    {
        (this.left, this.shares, this.firstLeft) = (left, shares, firstLeft);
        units = [.. left.Lines.Select(line => new Units(line, LineOwner.Of(line.MerchantReference, line.Type)))];
    }

    public static TransactionLines Of(AdminOrder adminOrder, OperationType type, AdminTransactionLines left)
    {
        var history = new LineHistory(adminOrder);
        if (!type.IsRefund)
        {
            var reserved = OrderShares.Of(history.Reserved(left.PaymentTransactionId));
            return new(left, reserved, carrier => reserved.UnitsOf(carrier) - GoodsOf(left.Lines, carrier));
        }
        var shipped = history.Shipped(left.PaymentTransactionId);
        var earlier = history.ShippedBefore(left.PaymentTransactionId);
        return new(left, OrderShares.Of(history.ReservedFor(left.PaymentTransactionId) ?? shipped), carrier
            => GoodsOf(earlier, carrier) + GoodsOf(shipped, carrier) - GoodsOf(left.Lines, carrier));
    }

    /// <summary>
    /// Chooses up to this many units of these carriers, only those of one group when it is named; returns how many
    /// there were.
    /// </summary>
    public int Take(IReadOnlySet<string> carriers, string? group, int wanted)
    {
        var taken = 0;
        foreach (var one in units.Where(one => one.Owner.IsGoods && carriers.Contains(one.Owner.Carrier)
            && (group is null || one.Owner.Group == group)))
        {
            var count = Math.Min(wanted - taken, one.Left);
            one.Taken += count;
            taken += count;
        }
        return taken;
    }

    /// <summary>
    /// Null when nothing is chosen; otherwise the chosen units with all that is taken along, or why Qliro cannot
    /// represent them.
    /// </summary>
    public Outcome<AdminTransactionLines>? Chosen(PaymentKey key)
    {
        if (units.TrueForAll(one => one.Taken == 0)) return null;
        if (units.TrueForAll(one => one.Left == 0 || !one.Owner.IsGoods))
        {
            units.ForEach(one => one.Taken = one.Line.Quantity);
        }
        else
        {
            // Shares are computed from the units that were left before.
            foreach (var one in units.Where(one => one.Owner.IsOrder).ToList())
                if (!TakeShare(one)) return OperationRefusal.NotShareable(key, one.Line.MerchantReference);
            foreach (var one in units.Where(one => !one.Owner.IsOrder && !one.Owner.IsGoods)) TakePart(one);
        }
        var chosen = new AdminTransactionLines(left.PaymentTransactionId, [.. units.Where(one => one.Taken > 0)
            .Select(one => one.Line with { Quantity = one.Taken })]);
        if (chosen.Amount <= 0m) return OperationRefusal.SumNotPositive(key, chosen.Amount);
        if (left.GivenBack > 0m && chosen.Amount > left.Returnable)
            return OperationRefusal.ItemsAboveReturnable(key, chosen.Amount, left);
        var rest = left.Amount - chosen.Amount;
        return rest < 0m ? OperationRefusal.RestBelowZero(key, rest) : chosen;
    }

    /// <summary>
    /// Takes as many as of the goods. When some are missing, because others have taken them, the last units keep
    /// theirs.
    /// </summary>
    private void TakePart(Units part)
    {
        var goods = units.Find(one => one.Owner.IsGoods && one.Owner.Carrier == part.Owner.Carrier
            && one.Owner.Group == part.Owner.Group);
        if (goods is null) return;
        part.Taken = Math.Max(0, part.Line.Quantity - (goods.Taken == 0 ? part.Line.Quantity : goods.Left));
    }

    private bool TakeShare(Units line)
    {
        var ore = 0L;
        foreach (var taken in units.Where(one => one.Owner.IsGoods && one.Taken > 0)
            .GroupBy(one => one.Owner.Carrier, one => one.Taken))
        {
            var from = firstLeft(taken.Key);
            if (shares.Between(line.Line, taken.Key, from, from + taken.Sum()) is not { } share) return false;
            ore += share;
        }
        var price = Ore.Of(line.Line.PricePerItemIncVat);
        if (price == 0) return true;
        if (ore % price != 0 || ore / price < 0 || ore / price > line.Line.Quantity) return false;
        line.Taken = (int)(ore / price);
        return true;
    }

    private static int GoodsOf(IEnumerable<AdminLine> lines, string carrier) => lines
        .Where(line => LineOwner.Of(line.MerchantReference, line.Type) is { IsGoods: true } owner
            && owner.Carrier == carrier)
        .Sum(line => line.Quantity);

    /// <summary>A line and its chosen quantity.</summary>
    private sealed class Units(AdminLine line, LineOwner owner)
    {
        public AdminLine Line => line;

        public LineOwner Owner => owner;

        public int Taken { get; set; }

        public int Left => line.Quantity - Taken;
    }
}
