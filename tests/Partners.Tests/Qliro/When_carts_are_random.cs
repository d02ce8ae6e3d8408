using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_carts_are_random
{
    private static readonly decimal[] Rates = [0m, 0.06m, 0.12m, 0.25m, 0.24137931m];

    [Fact]
    public void Should_always_sum_to_the_ore()
    {
        for (var seed = 1; seed <= 3000; seed++)
        {
            var random = new Random(seed);
            var order = RandomOrder(random);
            var rules = Carts.Rules with
            {
                MapDiscountPerRow = random.Next(2) == 0,
                QliroOwnsShipping = random.Next(2) == 0,
            };

            var lines = order.Lines(rules);

            var sum = lines.Lines.Sum(line => line.Quantity * line.PricePerItemIncVat);
            Expect(sum == Expected(order, rules), seed, "sum");
            Expect(lines.Total.Amount == Expected(order, rules), seed, "total");
            foreach (var line in lines.Lines) ExpectSound(line, seed);
            var references = lines.Lines.Select(line => line.MerchantReference).Distinct(StringComparer.Ordinal);
            Expect(references.Count() == lines.Lines.Count, seed, "references");
            Expect(string.Equals(lines.Hash, order.Lines(rules).Hash, StringComparison.Ordinal), seed, "hash");
        }
    }

    [Fact]
    public void Should_change_the_hash_with_any_line()
    {
        var order = Carts.Order(250m, Carts.Row(250m, quantity: 2));
        string[] hashes =
        [
            order.Lines().Hash,
            Carts.Order(250m, Carts.Row(250m, quantity: 1)).Lines().Hash,
            Carts.Order(251m, Carts.Row(251m, quantity: 2)).Lines().Hash,
            (order with { Currency = "NOK" }).Lines().Hash,
            order.Lines(Carts.Rules with { Recurring = true }).Hash,
        ];

        hashes.Distinct(StringComparer.Ordinal).Count().ShouldBe(hashes.Length);
        hashes.ShouldAllBe(hash => hash.Length == 64);
    }

    private static decimal Expected(NorceOrder order, OrderLinesRules rules)
    {
        var ours = rules.QliroOwnsShipping
            ? order.LiveShippings.Where(one => one.IsOurs).Sum(one => Money.Round(one.Total!.IncludingVat!.Value))
            : 0m;
        var before = Math.Max(0m, Money.Round(order.Total!.IncludingVat!.Value) - ours);
        return before - Math.Min(before, order.LiveVouchers.Sum(one => Money.Round(one.Amount ?? 0m)));
    }

    private static void ExpectSound(QliroLine line, int seed)
    {
        Expect(line.Quantity >= 1, seed, "quantity");
        Expect(decimal.Round(line.PricePerItemIncVat, 2) == line.PricePerItemIncVat, seed, "decimals");
        Expect(decimal.Round(line.PricePerItemExVat!.Value, 2) == line.PricePerItemExVat, seed, "decimals without VAT");
        Expect(decimal.Round(line.VatRate!.Value, 2) == line.VatRate, seed, "decimals of the rate");
        Expect(Math.Abs(line.PricePerItemIncVat) >= Math.Abs(line.PricePerItemExVat.Value), seed, "more with VAT");
        var isDiscount = string.Equals(line.Type, OrderItemType.Discount, StringComparison.Ordinal);
        Expect(isDiscount ? line.PricePerItemIncVat <= 0m : line.PricePerItemIncVat >= 0m, seed, "sign");
    }

    private static void Expect(bool isTrue, int seed, string what) => isTrue.ShouldBeTrue($"{what}, seed {seed}");

    private static NorceOrder RandomOrder(Random random)
    {
        var rows = new NorceItem[random.Next(1, 9)];
        for (var index = 0; index < rows.Length; index++) rows[index] = RandomRow(random, index);
        var sum = rows.Sum(row => row.Total!.IncludingVat!.Value);
        var order = Carts.Order(0m, rows);
        var shipper = random.Next(2) == 0 ? NorceAdapter.Id : "ingrid_adapter";
        if (random.Next(2) == 0) order = order.Shipped(Amount(random, 200), shipper);
        sum += order.LiveShippings.Sum(one => one.Total!.IncludingVat!.Value);
        var drift = random.Next(5) switch
        {
            0 => -Amount(random, 300),
            1 => Amount(random, 100),
            2 => 0.01m * random.Next(-2, 3),
            _ => 0m,
        };
        if (random.Next(3) == 0) order = order.WithVoucher(Amount(random, 400));
        return order with { Total = Carts.Price(Math.Max(0m, sum + drift)) };
    }

    private static NorceItem RandomRow(Random random, int index)
    {
        var quantity = random.Next(6) == 0 ? random.Next(1, 99) / 10m : random.Next(1, 60);
        var total = random.Next(12) == 0 ? -Amount(random, 50) : Amount(random, 5000);
        var row = Carts.Row(total, quantity, Rates[random.Next(Rates.Length)], "T-" + index);
        return random.Next(3) == 0 ? row.Discounted(total + Amount(random, 300)) : row;
    }

    private static decimal Amount(Random random, int most)
        => random.Next(most * 10_000) / (random.Next(3) == 0 ? 10_000m : 100m) / 100m;
}
