using System.Text.Json.Nodes;

namespace QliroAdapter.Grains.Tests.OrderManagement.Histories;

/// <summary>
/// Carts as shops have them: goods, free goods, rows split one öre apart, freight, discounts, rounding. Always worth
/// something.
/// </summary>
internal static class RandomLines
{
    public static JsonArray Of(Random random)
    {
        List<JsonObject> lines = [];
        var goods = random.Next(1, 5);
        for (var number = 1; number <= goods; number++)
        {
            var price = random.Next(6) == 0 && number > 1 ? 0m : random.Next(100, 100_000) / 100m;
            lines.Add(Line($"{number}:SKU", "Product", random.Next(1, 5), price));
            if (random.Next(4) == 0) lines.Add(Line($"{number}b:SKU", "Product", 1, price + 0.01m));
        }
        if (random.Next(3) == 0) lines.Add(Line("S1:freight", "Shipping", 1, random.Next(0, 9900) / 100m));
        if (random.Next(4) == 0) lines.Add(Line("ROUNDING", "Discount", 1, -random.Next(1, 50) / 100m));
        var sum = lines.Sum(line => (int)line["Quantity"]! * (decimal)line["PricePerItemIncVat"]!);
        if (random.Next(3) == 0) lines.Add(Line("D1:25", "Discount", 1, -Math.Floor(sum * random.Next(1, 95)) / 100m));
        return new([.. lines]);
    }

    private static JsonObject Line(string reference, string type, int quantity, decimal price) => new()
    {
        ["MerchantReference"] = reference, ["Type"] = type, ["Quantity"] = quantity, ["PricePerItemIncVat"] = price,
        ["PricePerItemExVat"] = Money.Round(price / 1.25m), ["VatRate"] = 25,
    };
}
