using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_something_else_pays_or_ships
{
    [Fact]
    public void Should_send_a_live_shipping_as_a_line()
        => Carts.Order(149m, Carts.Row(100m)).Shipped(49m).Lines().Texts()[1..]
            .ShouldBe(["1 x 49.00 Shipping S1:PICKUP 25%"]);

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
        lines.Texts()[1..].ShouldBe(["1 x -100.00 Discount V1:GIFT-7 0%"]);
        lines.Lines[1].PricePerItemExVat.ShouldBe(-100m);
        lines.Lines[1].Description.ShouldBe("Presentkort");
    }

    [Fact]
    public void Should_never_let_vouchers_take_more_than_there_is()
    {
        var order = Carts.Order(250m, Carts.Row(250m)).WithVoucher(200m).WithVoucher(100m);

        order.Lines().Total.Amount.ShouldBe(0m);
        order.Lines().Texts()[1..].ShouldBe(["1 x -200.00 Discount V1:GIFT-7 0%", "1 x -50.00 Discount V2:GIFT-7 0%"]);
        (order.VoucherAmount, order.Remaining).ShouldBe((300m, 0m));
    }

    [Fact]
    public void Should_forget_a_removed_voucher()
    {
        var order = Carts.Order(250m, Carts.Row(250m)).WithVoucher(100m, state: "removed");

        order.Lines().Total.Amount.ShouldBe(250m);
        order.Remaining.ShouldBe(250m);
    }
}
