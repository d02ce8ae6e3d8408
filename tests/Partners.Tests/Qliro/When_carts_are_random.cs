using System.Text.Json;
using CsCheck;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_carts_are_random
{
    private static readonly Gen<Row> rows = Gen.Select(
        Gen.Frequency(
            (5, Gen.Int[1, 59].Select(pieces => (decimal)pieces)), (1, Gen.Int[1, 98].Select(tenths => tenths / 10m))),
        Gen.Frequency((11, Amount(5000)), (1, Amount(50).Select(amount => -amount))),
        Gen.OneOf(0m, 0.06m, 0.12m, 0.25m, 0.24137931m),
        Gen.Frequency((2, Gen.Const((decimal?)null)), (1, Amount(300).Select(amount => (decimal?)amount))),
        (quantity, total, rate, discount) => new Row(quantity, total, rate, discount));

    /// <summary>What the order's total is beside the sum of its rows.</summary>
    private static readonly Gen<decimal> drifts = Gen.Frequency(
        (2, Gen.Const(0m)), (1, Amount(300).Select(amount => -amount)), (1, Amount(100)),
        (1, Gen.Int[-2, 2].Select(ore => 0.01m * ore)));

    private static readonly Gen<NorceOrder> orders = Gen.Select(
        rows.Array[1, 8], OnceIn(2), OnceIn(2), Amount(200), drifts, OnceIn(3), Amount(400),
        (rows, isShipped, isOurs, fee, drift, hasVoucher, voucher) =>
        {
            var order = Carts.Order(0m, [.. rows.Select((row, index) => row.At(index))]);
            if (isShipped) order = order.Shipped(fee, isOurs ? NorceAdapter.Id : "ingrid_adapter");
            var sum = rows.Sum(row => row.Total) + (isShipped ? fee : 0m);
            if (hasVoucher) order = order.WithVoucher(voucher);
            return order with { Total = Carts.Price(Math.Max(0m, sum + drift)) };
        });

    private static readonly Gen<OrderLinesRules> rules = Gen.Select(Gen.Bool, Gen.Bool,
        (perRow, owns) => Carts.Rules with { MapDiscountPerRow = perRow, QliroOwnsShipping = owns });

    [Fact]
    public void Should_always_sum_to_the_ore() => Gen.Select(orders, rules).Sample(
        (order, rules) =>
        {
            var lines = order.Lines(rules);

            var sum = lines.Lines.Sum(line => line.Quantity * line.PricePerItemIncVat);
            sum.ShouldBe(Expected(order, rules), "sum");
            lines.Total.Amount.ShouldBe(Expected(order, rules), "total");
            foreach (var line in lines.Lines) ExpectSound(line);
            lines.Lines.Select(line => line.MerchantReference).ShouldBeUnique("references");
            lines.Hash.ShouldBe(order.Lines(rules).Hash, "hash");
        },
        iter: 3000, print: cart => JsonSerializer.Serialize(new { Order = cart.Item1, Rules = cart.Item2 }));

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

    private static void ExpectSound(QliroLine line)
    {
        line.Quantity.ShouldBeGreaterThanOrEqualTo(1, "quantity");
        decimal.Round(line.PricePerItemIncVat, 2).ShouldBe(line.PricePerItemIncVat, "decimals");
        decimal.Round(line.PricePerItemExVat!.Value, 2).ShouldBe(line.PricePerItemExVat.Value, "decimals without VAT");
        decimal.Round(line.VatRate!.Value, 2).ShouldBe(line.VatRate.Value, "decimals of the rate");
        Math.Abs(line.PricePerItemIncVat)
            .ShouldBeGreaterThanOrEqualTo(Math.Abs(line.PricePerItemExVat.Value), "more with VAT");
        var isDiscount = string.Equals(line.Type, OrderItemType.Discount, StringComparison.Ordinal);
        (isDiscount ? line.PricePerItemIncVat <= 0m : line.PricePerItemIncVat >= 0m).ShouldBeTrue("sign");
    }

    /// <summary>True once in so many times, and false in what is left of a cart that was made smaller.</summary>
    private static Gen<bool> OnceIn(int times) => Gen.Int[1, times].Select(number => number == times);

    /// <summary>Up to that much with four decimals, or up to a hundredth of it with six.</summary>
    private static Gen<decimal> Amount(int most) => Gen.Select(
        Gen.Int[0, (most * 10_000) - 1], OnceIn(3), (units, isFine) => units / (isFine ? 1_000_000m : 10_000m));

    private sealed record Row(decimal Quantity, decimal Total, decimal Rate, decimal? Discount)
    {
        public NorceItem At(int index)
        {
            var row = Carts.Row(Total, Quantity, Rate, "T-" + index);
            return Discount is { } discount ? row.Discounted(Total + discount) : row;
        }
    }
}
