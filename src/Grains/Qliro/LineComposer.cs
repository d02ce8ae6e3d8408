using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>What <see cref="LineComposer"/> makes.</summary>
internal sealed record ComposedLines(
    IReadOnlyList<QliroLine> Lines, decimal Total, IReadOnlyDictionary<string, OrderRow> Rows);

/// <summary>
/// Turns rows into lines. The order's total is the truth; the rows explain it. Row by row: what the row's total says; a
/// total that does not divide evenly becomes two lines one öre apart. What rows and shippings leave unexplained
/// (discounts on the cart, fees, rounding) becomes lines of its own. Vouchers come last. One composer makes one order's
/// lines.
/// </summary>
internal sealed class LineComposer(OrderLinesRules rules)
{
    private const decimal Ore = 0.01m;

    // Each row and each shipping is rounded once: half an öre apiece, and one for the total.
    private const decimal RoundingPerPart = 0.005m;

    private readonly List<QliroLine> lines = [];
    private readonly Dictionary<string, OrderRow> origins = new(StringComparer.Ordinal);
    private readonly Dictionary<decimal, decimal> goods = [];
    private readonly Dictionary<decimal, decimal> freight = [];
    private readonly Dictionary<decimal, decimal> discounts = [];

    public ComposedLines Compose(NorceOrder order, IReadOnlyList<CartRow> rows)
    {
        foreach (var row in rows) AddRow(row);
        var shippings = order.LiveShippings.Where(one => !IsLeftToQliro(one)).ToList();
        AddShippings(shippings);
        var beforeVouchers = Math.Max(0m, Money.Round(order.Total?.IncludingVat ?? 0m) - ShippingLeftToQliro(order));
        AddUnexplained(beforeVouchers, rows.Count + shippings.Count, order.Culture);
        var covered = AddVouchers(order.LiveVouchers, beforeVouchers);
        return new(lines, beforeVouchers - covered, origins);
    }

    private void AddRow(CartRow row)
    {
        var isListedApart = row.Discount > 0m && !rules.MapDiscountPerRow && row.Total + row.Discount >= 0m;
        var amount = isListedApart ? row.Total + row.Discount : row.Total;
        if (isListedApart) Add(discounts, row.VatPercent, row.Discount);
        Add(goods, row.VatPercent, row.Total);

        var text = row.Item.Sku ?? row.Item.Reference ?? row.Item.Id;
        var name = row.Item.Name ?? text;
        var reference = LineReference.OfRow(row.Number, text);
        if (amount < 0m)
        {
            AddOrigin(reference, row.Item);
            lines.Add(Line(reference, name, OrderItemType.Discount, 1, amount, row.VatPercent));
            return;
        }

        var count = row.UnitCount;
        var lower = decimal.Floor(amount / count / Ore) * Ore;
        var dearer = (int)((amount - (lower * count)) / Ore);
        if (count > dearer) AddProduct(reference, name, count - dearer, lower, row);
        if (dearer > 0)
            AddProduct(LineReference.OfRow(row.Number, text, isSecondHalf: true), name, dearer, lower + Ore, row);
    }

    private void AddProduct(string reference, string? name, int count, decimal price, CartRow row)
    {
        AddOrigin(reference, row.Item);
        lines.Add(Line(reference, name, OrderItemType.Product, count, price, row.VatPercent) with
        {
            Metadata = rules.Recurring ? new() { Subscription = new() { Enabled = true } } : null,
        });
    }

    private void AddShippings(List<NorceShipping> shippings)
    {
        for (var index = 0; index < shippings.Count; index++)
        {
            var shipping = shippings[index];
            var amount = Money.Round(shipping.Total?.IncludingVat ?? 0m);
            var percent = VatPercents.Of(shipping.VatRate, shipping.Total);
            Add(freight, percent, amount);
            var reference = LineReference.Of('S', index + 1, shipping.Reference ?? shipping.Id);
            var type = amount < 0m ? OrderItemType.Discount : OrderItemType.Shipping;
            lines.Add(Line(reference, shipping.Name ?? shipping.Reference, type, 1, amount, percent));
        }
    }

    /// <summary>The difference between the order's total and the lines so far.</summary>
    private void AddUnexplained(decimal target, int partsRounded, string? culture)
    {
        var unexplained = target - (lines.Sum(line => line.Amount) - discounts.Values.Sum());
        var isRounding = Math.Abs(unexplained) <= (RoundingPerPart * partsRounded) + Ore;
        if (unexplained < 0m && !isRounding)
        {
            foreach (var (percent, share) in ProRata.Share(-unexplained, Weights(-unexplained)))
                Add(discounts, percent, share);
        }

        AddByPercent('D', OrderItemType.Discount, rules.DiscountText, -1m, discounts);
        if (unexplained > 0m && !isRounding)
        {
            var shares = ProRata.Share(unexplained, Weights(unexplained));
            AddByPercent('F', OrderItemType.Fee, LocalisedText.Fee.For(culture), 1m, shares);
        }

        if (unexplained != 0m && isRounding)
        {
            var type = unexplained < 0m ? OrderItemType.Discount : OrderItemType.Fee;
            var percent = Weights(unexplained).OrderByDescending(one => one.Value).ThenByDescending(one => one.Key)
                .FirstOrDefault().Key;
            lines.Add(Line(LineReference.Rounding, LocalisedText.Rounding.For(culture), type, 1, unexplained, percent));
        }
    }

    /// <summary>Goods by VAT rate; freight as well when goods alone cannot carry the amount.</summary>
    private Dictionary<decimal, decimal> Weights(decimal amount)
    {
        var weights = goods.Where(one => one.Value > 0m).ToDictionary();
        if (weights.Values.Sum() >= amount && weights.Count > 0) return weights;
        foreach (var (percent, fee) in freight.Where(one => one.Value > 0m)) Add(weights, percent, fee);
        return weights;
    }

    private void AddByPercent(
        char kind, string type, string text, decimal sign, IReadOnlyDictionary<decimal, decimal> amounts)
    {
        var number = 0;
        foreach (var (percent, amount) in amounts.Where(one => one.Value != 0m).OrderByDescending(one => one.Key))
        {
            var reference = LineReference.Of(kind, ++number, LineReference.Percent(percent));
            lines.Add(Line(reference, text, type, 1, sign * amount, percent));
        }
    }

    private decimal AddVouchers(IEnumerable<NorcePayment> vouchers, decimal toCover)
    {
        var covered = 0m;
        var number = 0;
        foreach (var voucher in vouchers)
        {
            number++;
            var amount = Math.Min(Money.Round(voucher.Amount ?? 0m), toCover - covered);
            if (amount <= 0m) continue;
            covered += amount;
            var reference = LineReference.Of('V', number, voucher.Reference ?? voucher.Id);
            lines.Add(Line(reference, rules.VoucherText, OrderItemType.Discount, 1, -amount, percent: 0m));
        }

        return covered;
    }

    private bool IsLeftToQliro(NorceShipping shipping) => rules.QliroOwnsShipping && shipping.IsOurs;

    private decimal ShippingLeftToQliro(NorceOrder order)
        => order.LiveShippings.Where(IsLeftToQliro).Sum(one => Money.Round(one.Total?.IncludingVat ?? 0m));

    private void AddOrigin(string reference, NorceItem item)
        => origins[reference] = new(item.Id, item.Reference, item.Sku);

    private static void Add(Dictionary<decimal, decimal> amounts, decimal percent, decimal amount)
        => amounts[percent] = amounts.GetValueOrDefault(percent) + amount;

    private static QliroLine Line(
        string reference, string? text, string type, int quantity, decimal price, decimal percent) => new()
        {
            MerchantReference = reference,
            Description = text ?? reference,
            Type = type,
            Quantity = quantity,
            PricePerItemIncVat = Money.Round(price),
            PricePerItemExVat = VatPercents.Without(price, percent),
            VatRate = percent,
        };
}
