using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// One row of a cart, with values that Norce left out filled in. Parts of a bundle are priced in their parent and are
/// not rows.
/// </summary>
internal sealed record CartRow
{
    private const decimal RoundingNoise = 0.01m;

    /// <summary>Position in the cart, from 1.</summary>
    public required int Number { get; init; }

    public required NorceItem Item { get; init; }

    /// <summary>As Norce states it; 1 when absent.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>The whole row including VAT, discounts included, two decimals.</summary>
    public required decimal Total { get; init; }

    /// <summary>The sum of the row's own discounts, two decimals, never negative.</summary>
    public required decimal Discount { get; init; }

    /// <summary>Percent, two decimals.</summary>
    public required decimal VatPercent { get; init; }

    /// <summary>
    /// The quantity in the form that Qliro accepts: the whole number when it is one and at least 1, otherwise 1 for the
    /// row as a whole.
    /// </summary>
    public int UnitCount => Quantity >= 1m && Quantity <= int.MaxValue && Quantity == decimal.Truncate(Quantity)
        ? (int)Quantity
        : 1;

    /// <summary>The rows that cost or hold something; a row without units and without money is left out.</summary>
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

    /// <summary>
    /// The amounts from which the VAT rate is computed: for a row that is given away, its price before the discount.
    /// </summary>
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
