using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_something_else_pays_or_ships
{
    [Fact]
    public void Should_send_a_live_shipping_as_a_line()
        => Carts.Order(149m, Carts.Row(100m)).Shipped(49m).Lines().Texts()[1..]
            .ShouldBe(["1 x 49.00 Shipping S1:PICKUP 25%"]);

    [Theory]
    [InlineData("PICKUP", "Pickup", "S1:PICKUP", "Pickup")]
    [InlineData("PICKUP", null, "S1:PICKUP", "PICKUP")]
    [InlineData(null, "Pickup", "S1:s1", "Pickup")]
    [InlineData(null, null, "S1:s1", "S1:s1")]
    public void Should_name_a_shipping_by_what_is_known(
        string? reference, string? name, string lineReference, string description)
    {
        var order = Carts.Order(149m, Carts.Row(100m)).Shipped(49m);
        order = order with { Shippings = [order.Shippings![0] with { Reference = reference, Name = name }] };

        var line = order.Lines().Lines[1];

        (line.MerchantReference, line.Description).ShouldBe((lineReference, description));
    }

    [Fact]
    public void Should_number_shippings_and_count_one_without_a_price_as_free()
    {
        var order = Carts.Order(149m, Carts.Row(100m)).Shipped(49m).Shipped(0m);
        order = order with { Shippings = [order.Shippings![0], order.Shippings[1] with { Total = null }] };

        order.Lines().Texts()[1..]
            .ShouldBe(["1 x 49.00 Shipping S1:PICKUP 25%", "1 x 0.00 Shipping S2:PICKUP 25%"]);
    }

    [Fact]
    public void Should_forget_a_removed_shipping()
        => Carts.Order(100m, Carts.Row(100m)).Shipped(49m, state: "removed").Lines().Texts().Length.ShouldBe(1);

    [Fact]
    public void Should_leave_our_shipping_to_qliro_when_qliro_owns_it()
    {
        var order = Carts.Order(198m, Carts.Row(100m)).Shipped(49m, NorceAdapter.Id).Shipped(49m, "ingrid_adapter");

        var lines = order.Lines(Carts.Rules with { QliroOwnsShipping = true });

        lines.Total.Amount.ShouldBe(149m);
        lines.Texts()[1..].ShouldBe(["1 x 49.00 Shipping S1:PICKUP 25%"]);
    }

    [Fact]
    public void Should_take_a_voucher_off_without_vat()
    {
        var lines = Carts.Order(250m, Carts.Row(250m)).WithVoucher(100m).Lines();

        lines.Total.ShouldBe(new Money(150m, "SEK"));
        lines.Texts()[1..].ShouldBe(["1 x -100.00 Discount 1-v1:GIFT-7 0%"]);
        lines.Lines[1].PricePerItemExVat.ShouldBe(-100m);
        lines.Lines[1].Description.ShouldBe("Presentkort");
    }

    [Fact]
    public void Should_never_let_vouchers_take_more_than_there_is()
    {
        var order = Carts.Order(250m, Carts.Row(250m)).WithVoucher(200m).WithVoucher(100m);

        order.Lines().Total.Amount.ShouldBe(0m);
        order.Lines()
            .Texts()[1..].ShouldBe(["1 x -200.00 Discount 1-v1:GIFT-7 0%", "1 x -50.00 Discount 1-v2:GIFT-7 0%"]);
        (order.VoucherAmount, order.Remaining).ShouldBe((300m, 0m));
    }

    [Fact]
    public void Should_forget_a_removed_voucher()
    {
        var order = Carts.Order(250m, Carts.Row(250m)).WithVoucher(100m, state: "removed");

        order.Lines().Total.Amount.ShouldBe(250m);
        order.Remaining.ShouldBe(250m);
    }

    [Trait("norce", "51")]
    [Theory]
    [InlineData("28.72", 1, "18.72")]
    [InlineData("64.35", 1, "54.35")]
    [InlineData("64.35", 2, "44.34")]
    [InlineData("100.00", 2, "79.99")]
    public void Should_round_what_vouchers_leave_once(string total, int vouchers, string left)
    {
        var amount = decimal.Parse(total);
        var order = Carts.Order(amount, Carts.Row(amount));
        for (var number = 0; number < vouchers; number++) order = order.WithVoucher(10.005m);

        var lines = order.Lines();

        (lines.Amount.Amount, lines.Total.Amount, lines.Lines.Sum(line => line.Amount), order.Remaining).ShouldBe(
            (decimal.Parse(left), decimal.Parse(left), decimal.Parse(left), decimal.Parse(left)));
    }

    [Fact]
    public void Should_share_a_voucher_by_worth()
        => Carts.Order(270m, Carts.Row(150m), Carts.Row(120m, sku: "T-2")).WithVoucher(100m).Lines().Texts()[2..]
            .ShouldBe(["1 x -55.56 Discount 1-v1:GIFT-7 0%", "1 x -44.44 Discount 2-v1:GIFT-7 0%"]);

    [Fact]
    public void Should_take_a_negative_freight_off_the_goods()
        => Carts.Order(190m, Carts.Row(150m), Carts.Row(50m, sku: "T-2")).Shipped(-10m).Lines().Texts()[2..]
            .ShouldBe(["1 x -7.50 Discount 1-t1:PICKUP 25%", "1 x -2.50 Discount 2-t1:PICKUP 25%"]);

    [Fact]
    public void Should_ignore_a_voucher_below_zero()
        => Carts.Order(250m, Carts.Row(250m)).WithVoucher(-100m).Lines().Amount.Amount.ShouldBe(250m);
}
