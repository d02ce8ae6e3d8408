using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Grains.Tests.OrderManagement.Histories;

/// <summary>
/// A cart as shops have them, which becomes lines as a Norce order does: goods, free goods, rows that do not divide by
/// their quantity, freight, discounts of rows and of the order, vouchers, rounding. Always worth something. Amounts are
/// in öre.
/// </summary>
/// <param name="Rounding">What the total leaves out of account.</param>
/// <param name="DiscountPercent">Of the order.</param>
/// <param name="VoucherPercent">Of what is left to pay.</param>
/// <param name="MapsDiscounts">Rows' own discounts stand in their prices.</param>
internal sealed record RandomCart(
    IReadOnlyList<RandomGoods> Goods, int? Freight, int? Rounding, int? DiscountPercent, int? VoucherPercent,
    bool MapsDiscounts)
{
    public static Gen<RandomCart> Any { get; } = Gen.Select(
        RandomGoods.Any.List[1, 4], Often.OnceIn(3, Gen.Int[0, 9899]), Often.OnceIn(4, Gen.Int[1, 49]),
        Often.OnceIn(3, Gen.Int[1, 94]), Often.OnceIn(4, Gen.Int[1, 90]), Gen.Bool,
        (goods, freight, rounding, discount, voucher, maps)
            => new RandomCart(goods, freight, rounding, discount, voucher, maps));

    /// <summary>The order items as Qliro is sent them.</summary>
    public JsonArray Lines()
    {
        var lines = OrderLines.From(Order(), new()
        {
            MapDiscountPerRow = MapsDiscounts, QliroOwnsShipping = false, DiscountText = "Rabatt",
            VoucherText = "Presentkort",
        });
        lines.Error.ShouldBeNull();
        return (JsonArray)JsonSerializer.SerializeToNode(lines.Value!.Lines, QliroJson.Options)!;
    }

    private NorceOrder Order()
    {
        var sum = Goods.Select((_, index) => TotalOf(index)).Sum() + (Freight ?? 0);
        var total = Math.Max(100, sum - (sum * (DiscountPercent ?? 0) / 100) - (Rounding ?? 0));
        var voucher = VoucherPercent is { } percent ? total * percent / 100 : 0;
        return new()
        {
            Id = "o_1", Culture = "sv-SE", Currency = "SEK", Country = "SE",
            Cart = new() { Items = [.. Goods.Select((_, index) => Row(index))] },
            Shippings = Freight is { } freight
                ? [new() { Id = "s", Reference = "freight", AdapterId = NorceAdapter.Id, State = "intent",
                    Total = Price(freight), VatRate = 0.25m }]
                : [],
            Payments = voucher == 0 ? [] : [new()
            {
                Id = "pV", Type = "voucher", State = "reserved", Amount = voucher / 100m, Reference = "GIFT",
            }],
            Total = Price(total),
        };
    }

    private NorceItem Row(int index) => new()
    {
        Id = $"c{index}",
        Reference = $"row-{index}",
        Sku = "SKU",
        Name = "Mug",
        Quantity = Goods[index].Quantity,
        Total = Price(TotalOf(index)),
        OriginalTotal = Price(TotalOf(index) + (Goods[index].Discount ?? 0)),
        VatRate = 0.25m,
    };

    private int TotalOf(int index)
    {
        var goods = Goods[index];
        return goods.IsFree && index > 0 ? 0 : (goods.Price * goods.Quantity) + (goods.IsUneven ? 1 : 0);
    }

    private static NorcePrice Price(int ore) => NorcePrice.Of(ore / 100m, Money.Round(ore / 125m));
}

/// <summary>One article of a cart.</summary>
/// <param name="IsUneven">The row costs an öre more than its pieces.</param>
/// <param name="Discount">The row's own, öre in all.</param>
internal sealed record RandomGoods(int Price, int Quantity, bool IsFree, bool IsUneven, int? Discount)
{
    public static Gen<RandomGoods> Any { get; } = Gen.Select(
        Gen.Int[100, 99_999], Gen.Int[1, 4], Often.OnceIn(6), Often.OnceIn(4), Often.OnceIn(3, Gen.Int[1, 30_000]),
        (price, quantity, isFree, isUneven, discount)
            => new RandomGoods(price, quantity, isFree, isUneven, discount));
}

/// <summary>
/// How often something happens in a script. When a failing script is made smaller, rarer things are left out first.
/// </summary>
internal static class Often
{
    public static Gen<bool> OnceIn(int times) => Gen.Int[1, times].Select(number => number == times);

    public static Gen<int?> OnceIn(int times, Gen<int> value)
        => Gen.Select(OnceIn(times), value, (isThere, number) => isThere ? number : (int?)null);
}
