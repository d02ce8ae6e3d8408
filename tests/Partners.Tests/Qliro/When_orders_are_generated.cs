using CsCheck;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

/// <summary>Rules that hold for any order; <c>QLIRO_ORDERS=100000</c> tries that many.</summary>
public sealed class When_orders_are_generated
{
    private const long OrdersDefault = 3000;

    [Fact]
    public void Should_always_sum_to_what_the_payment_covers()
        => GeneratedOrders.All.Sample(
            generated =>
            {
                var (order, rules) = (generated.Order, generated.Rules);
                if (Sold(generated) is not { } lines) return;

                lines.Lines.Count.ShouldBeLessThanOrEqualTo(FieldLimits.LinesMax);
                lines.Amount.Amount.ShouldBe(order.Remaining);
                lines.Lines.Sum(line => line.Quantity * line.PricePerItemIncVat).ShouldBe(lines.Total.Amount);
                lines.Total.Amount.ShouldBe(Math.Max(0m, order.Remaining - LeftToQliro(order, rules)));
                foreach (var line in lines.Lines) ShouldBeSound(line);
                lines.Lines.Select(line => line.MerchantReference).ShouldBeUnique();
                OrderLines.From(order, rules).Value!.Hash.ShouldBe(lines.Hash);
            },
            iter: GeneratedOrders.Count(OrdersDefault));

    [Fact]
    public void Should_give_each_discount_the_quantity_of_its_goods()
        => GeneratedOrders.All.Sample(
            generated =>
            {
                foreach (var same in (Sold(generated)?.Lines ?? []).GroupBy(Owner).Where(same => same.Key is not null))
                    same.Select(line => line.Quantity).Distinct().ShouldHaveSingleItem();
            },
            iter: GeneratedOrders.Count(OrdersDefault));

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

    /// <summary>
    /// The hash is stored with payments: another one for the same lines would send every open cart to Qliro again.
    /// </summary>
    [Fact]
    public void Should_keep_the_hash_of_the_same_lines_in_every_version()
    {
        var order = Carts.Order(240m, Carts.Row(250m, quantity: 2));
        IReadOnlyList<QliroMetadataEntry> ingrid = [new() { Key = "weight", Value = "2" }];

        order.Lines().Hash.ShouldBe("4273735f2e1d2b0c33f4133c4d8fd8c2ae6afecdfe050f425fc831ab3fed844c");
        var lines = order.Lines(Carts.Rules with { Recurring = true, Ingrid = ingrid });
        lines.Hash.ShouldBe("385347310987f1bed6373e500332b36b50fb1f8c54498e4b7f0a8508596be079");
        lines.ToldHash.ShouldBe("5299f1dd9b2b4165228ed687dd78cda0a3a4ad892169a8b3fa0ff3e62a8956c2");
    }

    /// <summary>Null when rows, shippings and vouchers are more than the lines that Qliro accepts.</summary>
    private static OrderLines? Sold(GeneratedOrder generated)
    {
        var lines = OrderLines.From(generated.Order, generated.Rules);
        if (lines.IsAccepted) return lines.Value;
        var order = generated.Order;
        (order.Cart!.Items!.Count + order.LiveShippings.Count() + order.LiveVouchers.Count())
            .ShouldBeGreaterThan(FieldLimits.LinesMax, lines.Error.Message);
        lines.Error.Code.ShouldBe(ErrorCodes.OrderValidation);
        return null;
    }

    private static decimal LeftToQliro(NorceOrder order, OrderLinesRules rules) => rules.QliroOwnsShipping
        ? order.LiveShippings.Where(one => one.IsOurs).Sum(one => Money.Round(one.Total!.IncludingVat!.Value))
        : 0m;

    /// <summary>The owner in a reference, <c>1b</c> of <c>1b-d:T-1</c>; null for a line of the order itself.</summary>
    private static string? Owner(QliroLine line)
    {
        var prefix = line.MerchantReference.Split(':')[0].Split('-')[0];
        return char.IsAsciiDigit(prefix[0]) || prefix[0] is 'S' or 'F' ? prefix : null;
    }

    private static void ShouldBeSound(QliroLine line)
    {
        line.Quantity.ShouldBeGreaterThanOrEqualTo(1);
        decimal.Round(line.PricePerItemIncVat, 2).ShouldBe(line.PricePerItemIncVat);
        decimal.Round(line.PricePerItemExVat!.Value, 2).ShouldBe(line.PricePerItemExVat.Value);
        decimal.Round(line.VatRate!.Value, 2).ShouldBe(line.VatRate.Value);
        Math.Abs(line.PricePerItemExVat.Value).ShouldBeLessThanOrEqualTo(Math.Abs(line.PricePerItemIncVat));
        var sign = line.Type == OrderItemType.Discount ? -1 : 1;
        (sign * line.PricePerItemIncVat).ShouldBeGreaterThanOrEqualTo(0m);
    }
}
