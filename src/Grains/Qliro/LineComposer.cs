using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// Turns an order's account into lines. As a rule each group of equally priced units is one line, and each part of
/// their price is another line with the same quantity, so that any unit can be captured and returned for what it was
/// worth. When that gives too many lines, each row becomes one line whose price includes all that belongs to the row,
/// and the öre that this leaves over become one line of that many öre (rounding). When even that is one line too many,
/// rows that do not divide evenly are sold as one unit, and the row of highest worth includes the rounding.
/// </summary>
internal static class LineComposer
{
    private const int GroupsMax = 26;

    /// <summary>
    /// The lines. They are more than <see cref="FieldLimits.LinesMax"/> when the order has no shorter form.
    /// </summary>
    public static IReadOnlyList<ComposedLine> Compose(OrderAccount account, OrderLinesRules rules, string? culture)
    {
        if (account.Carriers.All(carrier => carrier.Groups().Count <= GroupsMax)
            && Full(account, rules, culture) is { Count: <= FieldLimits.LinesMax } full)
            return full;
        return Short(account, rules, culture, inWhole: false) is { Count: <= FieldLimits.LinesMax } folded
            ? folded
            : Short(account, rules, culture, inWhole: true);
    }

    private static List<ComposedLine> Full(OrderAccount account, OrderLinesRules rules, string? culture)
    {
        List<ComposedLine> lines = [];
        var parts = new List<(Burden Burden, ComposedLine Line)>();
        foreach (var carrier in account.Carriers)
        {
            var firsts = carrier.Groups();
            for (var group = 0; group < firsts.Count; group++)
            {
                var first = firsts[group];
                var units = (group + 1 < firsts.Count ? firsts[group + 1] : carrier.Units) - first;
                var owner = new LineOwner(carrier.Owner, group == 0 ? "" : $"{(char)('a' + group)}", "");
                var price = new EvenSpread(carrier.Price, carrier.Units).Of(first);
                lines.Add(Goods(carrier, owner, units, carrier.Units, price, rules));
                parts.AddRange(PartsOf(carrier, owner, first, units));
            }
        }
        var kinds = parts.Select(part => part.Burden).Distinct().ToList();
        lines.AddRange(parts.OrderBy(part => kinds.IndexOf(part.Burden)).Select(part => part.Line));
        if (account.Rounding != 0) lines.Add(RoundingOf(account, account.Rounding, culture));
        return lines;
    }

    private static IEnumerable<(Burden, ComposedLine)> PartsOf(Carrier carrier, LineOwner owner, int first, int units)
    {
        foreach (var (burden, before, after) in carrier.Parts)
        {
            var price = new EvenSpread(after, carrier.Units).Of(first)
                - new EvenSpread(before, carrier.Units).Of(first);
            if (price == 0) continue;
            var reference = LineReference.Of(owner with { Part = burden.Tag }, burden.Text ?? carrier.Text);
            var line = Line(reference, burden.Description, price > 0 ? OrderItemType.Fee : OrderItemType.Discount,
                units, price, burden.VatPercent ?? carrier.VatPercent);
            yield return (burden, new(line, carrier.Item));
        }
    }

    private static List<ComposedLine> Short(
        OrderAccount account, OrderLinesRules rules, string? culture, bool inWhole)
    {
        List<ComposedLine> lines = [];
        var apart = new Dictionary<Burden, long>();
        var rounding = account.Rounding;
        var dearest = account.Carriers.MaxBy(carrier => carrier.Worth);
        foreach (var carrier in account.Carriers)
        {
            var price = carrier.Worth;
            if (inWhole && carrier == dearest && price + rounding >= 0) (price, rounding) = (price + rounding, 0);
            foreach (var part in carrier.Parts.Where(part => !part.Burden.IsFoldable))
            {
                price -= part.After - part.Before;
                apart[part.Burden] = apart.GetValueOrDefault(part.Burden) + part.After - part.Before;
            }
            var units = inWhole && price % carrier.Units != 0 ? 1 : carrier.Units;
            rounding += price % units;
            lines.Add(Goods(carrier, new(carrier.Owner, "", ""), units, units, price / units, rules));
        }
        lines.AddRange(apart.Where(one => one.Value != 0).Select(one => InOre(
            LineReference.OfOrder(one.Key.Tag, one.Key.Text), one.Key.Description, one.Value,
            one.Key.VatPercent ?? 0m)));
        if (rounding != 0) lines.Add(RoundingOf(account, rounding, culture));
        return lines;
    }

    /// <param name="carrier">What is sold.</param>
    /// <param name="owner">As in its reference.</param>
    /// <param name="units">How many of them the line holds.</param>
    /// <param name="unitsOfRow">In how many the whole row is sold.</param>
    /// <param name="price">Of one, öre.</param>
    /// <param name="rules">The channel's.</param>
    private static ComposedLine Goods(
        Carrier carrier, LineOwner owner, int units, int unitsOfRow, long price, OrderLinesRules rules)
    {
        var line = Line(
            LineReference.Of(owner, carrier.Text), carrier.Name, carrier.Type, units, price, carrier.VatPercent);
        return new(line with { Metadata = MetadataOf(carrier.Item, unitsOfRow, rules) }, carrier.Item);
    }

    private static QliroLineMetadata? MetadataOf(NorceItem? item, int unitsOfRow, OrderLinesRules rules)
        => item is null || !(rules.Recurring || rules.Ingrid is not null) ? null : new()
        {
            Subscription = rules.Recurring ? new() { Enabled = true } : null,
            Ingrid = rules.Ingrid is null ? null : QliroIngridItem.Of(item, unitsOfRow).ToJson(),
        };

    /// <summary>The rounding line, at the VAT rate at which most of the order is sold.</summary>
    private static ComposedLine RoundingOf(OrderAccount account, long ore, string? culture)
    {
        var percent = account.Carriers.GroupBy(carrier => carrier.VatPercent)
            .OrderByDescending(same => same.Sum(carrier => carrier.Worth)).ThenByDescending(same => same.Key)
            .FirstOrDefault()?.Key ?? 0m;
        return InOre(LineReference.Rounding, LocalisedText.Rounding.For(culture), ore, percent);
    }

    /// <summary>
    /// A line of that many units at one öre each, so that any share of it can be captured with any goods.
    /// </summary>
    private static ComposedLine InOre(string reference, string text, long ore, decimal percent)
    {
        var type = ore < 0 ? OrderItemType.Discount : OrderItemType.Fee;
        var size = Math.Abs(ore);
        return new(
            size <= int.MaxValue
                ? Line(reference, text, type, (int)size, Math.Sign(ore), percent)
                : Line(reference, text, type, 1, ore, percent),
            Row: null);
    }

    private static QliroLine Line(
        string reference, string? text, string type, int quantity, long ore, decimal percent) => new()
        {
            MerchantReference = reference,
            Description = text ?? reference,
            Type = type,
            Quantity = quantity,
            PricePerItemIncVat = Ore.ToAmount(ore),
            PricePerItemExVat = VatPercents.Without(Ore.ToAmount(ore), percent),
            VatRate = percent,
        };
}

/// <summary>A line and the Norce row it belongs to; shippings and lines of the whole order have no row.</summary>
internal sealed record ComposedLine(QliroLine Line, NorceItem? Row);
