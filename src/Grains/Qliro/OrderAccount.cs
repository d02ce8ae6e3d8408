using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// A Norce order split into its carriers: rows and shippings that cost something, each with its own discount and its
/// share of what belongs to the order. The order's total is authoritative; a difference to rows and shippings becomes a
/// discount or a fee on the order, or rounding. Amounts are öre. The carriers' worth and <see cref="Rounding"/> sum to
/// <see cref="ToPay"/>.
/// </summary>
internal sealed class OrderAccount
{
    // Norce rounds each row and each shipping once, which makes at most half an öre each; the total may add one more.
    private const decimal RoundingPerPart = 0.5m;

    private readonly OrderLinesRules rules;
    private readonly string? culture;
    private readonly List<Carrier> carriers = [];
    private readonly List<(Burden Burden, long Ore)> negatives = [];

    private OrderAccount(OrderLinesRules rules, string? culture) => (this.rules, this.culture) = (rules, culture);

    /// <summary>Rows, then shippings.</summary>
    public IReadOnlyList<Carrier> Carriers => carriers;

    /// <summary>The rounding difference of the whole order; may be negative.</summary>
    public long Rounding { get; private set; }

    /// <summary>The amount that Qliro shall sell for, without shipping that it adds itself.</summary>
    public long ToPay { get; private set; }

    public static OrderAccount Of(NorceOrder order, IReadOnlyList<CartRow> rows, OrderLinesRules rules)
    {
        var account = new OrderAccount(rules, order.Culture);
        foreach (var row in rows) account.Add(row);
        var shippings = order.LiveShippings.Where(one => !account.IsLeftToQliro(one)).ToList();
        for (var index = 0; index < shippings.Count; index++) account.Add(shippings[index], index + 1);

        var leftToQliro = order.LiveShippings.Where(account.IsLeftToQliro)
            .Sum(one => Ore.Of(one.Total?.IncludingVat ?? 0m));
        var beforeVouchers = Math.Max(0, Ore.Of(order.Total?.IncludingVat ?? 0m) - leftToQliro);
        // The payment's amount is rounded once, and the vouchers are the difference to it, so that both sides sum to
        // the same amount, to the öre.
        account.ToPay = Math.Clamp(Ore.Of(order.Remaining) - leftToQliro, 0, beforeVouchers);
        account.Explain(beforeVouchers, rows.Count + shippings.Count);
        account.AddVouchers(order.LiveVouchers, beforeVouchers - account.ToPay);
        account.Share();
        return account;
    }

    private void Add(CartRow row)
    {
        var text = row.Item.Sku ?? row.Item.Reference ?? row.Item.Id;
        if (row.Total < 0m)
        {
            var burden = new Burden($"{PartTag.NegativeRow}{row.Number}", row.Item.Name ?? text ?? "-")
            {
                Text = text, VatPercent = row.VatPercent,
            };
            negatives.Add((burden, -Ore.Of(row.Total)));
            return;
        }
        var listed = rules.MapDiscountPerRow ? 0 : Ore.Of(row.Discount);
        var carrier = new Carrier
        {
            Owner = $"{row.Number}",
            Text = text,
            Name = row.Item.Name ?? text,
            Type = OrderItemType.Product,
            Units = row.UnitCount,
            Price = Ore.Of(row.Total) + listed,
            VatPercent = row.VatPercent,
            Item = row.Item,
        };
        carrier.Add(new(PartTag.OwnDiscount, rules.DiscountText), -listed);
        carriers.Add(carrier);
    }

    private void Add(NorceShipping shipping, int number)
    {
        var amount = Ore.Of(shipping.Total?.IncludingVat ?? 0m);
        var percent = VatPercents.Of(shipping.VatRate, shipping.Total);
        var text = shipping.Reference ?? shipping.Id;
        var name = shipping.Name ?? shipping.Reference;
        if (amount < 0)
        {
            var tag = $"{PartTag.NegativeShipping}{number}";
            negatives.Add((new(tag, name ?? "-") { Text = text, VatPercent = percent }, -amount));
            return;
        }
        carriers.Add(new()
        {
            Owner = $"S{number}",
            Text = text,
            Name = name,
            Type = OrderItemType.Shipping,
            Units = 1,
            Price = amount,
            VatPercent = percent,
        });
    }

    /// <summary>
    /// Turns the difference between the order's total and its rows and shippings into rounding, a discount or a fee.
    /// </summary>
    private void Explain(long total, int partsRounded)
    {
        var unexplained = total - Worth() + negatives.Sum(one => one.Ore);
        if (Math.Abs(unexplained) <= (RoundingPerPart * partsRounded) + 1)
        {
            Rounding = unexplained;
            return;
        }
        if (unexplained < 0) negatives.Add((new(PartTag.OrderDiscount, rules.DiscountText), -unexplained));
        else Raise(new(PartTag.Fee, LocalisedText.Fee.For(culture)), unexplained);
    }

    /// <summary>
    /// Takes off the vouchers one after the other, until the amount that they cover is used up. Each is rounded so that
    /// their sum is exact.
    /// </summary>
    private void AddVouchers(IEnumerable<NorcePayment> vouchers, long covered)
    {
        var number = 0;
        var (sum, used) = (0m, 0L);
        var all = vouchers.ToList();
        var last = all.FindLastIndex(one => one.Amount > 0m) + 1;
        foreach (var voucher in all)
        {
            number++;
            sum += Math.Max(0m, voucher.Amount ?? 0m);
            var upTo = number == last ? covered : Math.Min(covered, Ore.Of(sum));
            var burden = new Burden($"{PartTag.Voucher}{number}", rules.VoucherText)
            {
                Text = voucher.Reference ?? voucher.Id, VatPercent = 0m,
            };
            if (upTo > used) negatives.Add((burden, upTo - used));
            used = Math.Max(used, upTo);
        }
    }

    /// <summary>
    /// Takes the negative amounts off the carriers in proportion to their worth. When they exceed the carriers' worth
    /// because of rounding, the rounding is added to the carriers first.
    /// </summary>
    private void Share()
    {
        if (Rounding > 0 && negatives.Sum(one => one.Ore) > Worth())
        {
            Raise(new(PartTag.Rounding, LocalisedText.Rounding.For(culture)), Rounding);
            Rounding = 0;
        }
        foreach (var (burden, ore) in negatives) Spread(burden, ore, -1);
    }

    /// <summary>
    /// Adds an amount to the carriers in proportion to their worth; an order without carriers gets a fee of its own.
    /// </summary>
    private void Raise(Burden burden, long ore)
    {
        if (carriers.Count > 0)
        {
            Spread(burden, ore, 1);
            return;
        }
        carriers.Add(new()
        {
            Owner = "F1", Text = null, Name = burden.Description, Type = OrderItemType.Fee, Units = 1, Price = ore,
            VatPercent = 0m,
        });
    }

    private void Spread(Burden burden, long ore, int sign)
    {
        var shares = ProRata.Share(ore, [.. carriers.Select(carrier => carrier.Worth)]);
        for (var index = 0; index < carriers.Count; index++) carriers[index].Add(burden, sign * shares[index]);
    }

    private long Worth() => carriers.Sum(carrier => carrier.Worth);

    private bool IsLeftToQliro(NorceShipping shipping) => rules.QliroOwnsShipping && shipping.IsOurs;
}
