using System.Text.Json.Nodes;
using CsCheck;

namespace QliroAdapter.Grains.Tests.OrderManagement.Histories;

/// <summary>
/// A cart as shops have them: goods, free goods, rows split one öre apart, freight, discounts, rounding. It always
/// costs something. Amounts are in öre.
/// </summary>
internal sealed record RandomCart(IReadOnlyList<RandomGoods> Goods, int? Freight, int? Rounding, int? DiscountPercent)
{
    public static Gen<RandomCart> Any { get; } = Gen.Select(
        RandomGoods.Any.List[1, 4], Often.OnceIn(3, Gen.Int[0, 9899]), Often.OnceIn(4, Gen.Int[1, 49]),
        Often.OnceIn(3, Gen.Int[1, 94]),
        (goods, freight, rounding, percent) => new RandomCart(goods, freight, rounding, percent));

    /// <summary>The order items in Qliro's form.</summary>
    public JsonArray Lines()
    {
        List<JsonObject> lines = [];
        foreach (var (goods, number) in Goods.Select((goods, index) => (goods, index + 1)))
        {
            var price = goods.IsFree && number > 1 ? 0m : goods.Price / 100m;
            lines.Add(Line($"{number}:SKU", "Product", goods.Quantity, price));
            if (goods.IsSplit) lines.Add(Line($"{number}b:SKU", "Product", 1, price + 0.01m));
        }
        if (Freight is { } freight) lines.Add(Line("S1:freight", "Shipping", 1, freight / 100m));
        if (Rounding is { } rounding) lines.Add(Line("ROUNDING", "Discount", 1, -rounding / 100m));
        var sum = lines.Sum(line => (int)line["Quantity"]! * (decimal)line["PricePerItemIncVat"]!);
        if (DiscountPercent is { } percent)
            lines.Add(Line("D1:25", "Discount", 1, -Math.Floor(sum * percent) / 100m));
        return new([.. lines]);
    }

    private static JsonObject Line(string reference, string type, int quantity, decimal price) => new()
    {
        ["MerchantReference"] = reference, ["Type"] = type, ["Quantity"] = quantity, ["PricePerItemIncVat"] = price,
        ["PricePerItemExVat"] = Money.Round(price / 1.25m), ["VatRate"] = 25,
    };
}

/// <summary>One article of a cart.</summary>
/// <param name="IsSplit">True when one more unit stands on a row of its own, an öre dearer.</param>
internal sealed record RandomGoods(int Price, int Quantity, bool IsFree, bool IsSplit)
{
    public static Gen<RandomGoods> Any { get; } = Gen.Select(
        Gen.Int[100, 99_999], Gen.Int[1, 4], Often.OnceIn(6), Often.OnceIn(4),
        (price, quantity, isFree, isSplit) => new RandomGoods(price, quantity, isFree, isSplit));
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
