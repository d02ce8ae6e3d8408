using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// One row of a cart with what Norce left out filled in. Children of a bundle are priced in their parent and are no
/// rows.
/// </summary>
internal sealed record CartRow
{
    private const decimal RoundingNoise = 0.01m;

    /// <summary>Position in the cart, from 1.</summary>
    public required int Number { get; init; }

    public required NorceItem Item { get; init; }

    /// <summary>As Norce says; 1 when absent.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>The whole row including VAT, discounts included, two decimals.</summary>
    public required decimal Total { get; init; }

    /// <summary>What the row's own discounts took away, two decimals, never negative.</summary>
    public required decimal Discount { get; init; }

    /// <summary>Percent, two decimals.</summary>
    public required decimal VatPercent { get; init; }

    /// <summary>The quantity as Qliro takes it: whole and at least 1; else 1, for the row as a whole.</summary>
    public int UnitCount => Quantity >= 1m && Quantity <= int.MaxValue && Quantity == decimal.Truncate(Quantity)
        ? (int)Quantity
        : 1;

    /// <summary>The rows that mean something: a row of no units and no money is left out.</summary>
    public static List<CartRow> Of(NorceCart? cart) => (cart?.Items ?? [])
        .Select((item, index) => Of(item, index + 1))
        .Where(row => row.Quantity != 0m || row.Total != 0m)
        .ToList();

    public bool IsBeyond(decimal amountMax)
        => Math.Abs(Total) > amountMax || Discount > amountMax || Math.Abs(Quantity) > amountMax;

    private static CartRow Of(NorceItem item, int number)
    {
        var quantity = item.Quantity ?? 1m;
        var original = item.OriginalTotal?.IncludingVat;
        var total = item.Total?.IncludingVat ?? (original ?? Units(item, quantity)) - DiscountsOf(item) ?? 0m;
        var discount = Money.Round(original ?? total) - Money.Round(total);
        return new()
        {
            Number = number,
            Item = item,
            Quantity = quantity,
            Total = Money.Round(total),
            Discount = discount > RoundingNoise ? discount : 0m,
            VatPercent = VatPercents.Of(item.VatRate, PriceOf(item), Math.Abs(quantity)),
        };
    }

    /// <summary>The amounts that show a VAT rate: of a row that is given away, those before it was.</summary>
    private static NorcePrice? PriceOf(NorceItem item)
    {
        NorcePrice?[] known = [item.Total, item.OriginalTotal, item.Price];
        return Array.Find(known, price => price?.IncludingVat is { } amount && amount != 0m)
            ?? Array.Find(known, price => price is not null);
    }

    private static decimal? Units(NorceItem item, decimal quantity)
        => Math.Abs(quantity) > int.MaxValue ? null : item.Price?.IncludingVat * quantity;

    private static decimal DiscountsOf(NorceItem item)
        => (item.Discounts ?? []).Sum(discount => Math.Abs(discount.Value?.IncludingVat ?? 0m));
}
