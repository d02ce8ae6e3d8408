namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_rows_do_not_explain_the_total
{
    [Fact]
    public void Should_list_row_discounts_per_vat_rate()
    {
        var order = Carts.Order(
            250m,
            Carts.Row(80m).Discounted(100m),
            Carts.Row(70m, vatRate: 0.12m, sku: "BOOK").Discounted(80m),
            Carts.Row(100m, sku: "T-2").Discounted(110m));

        order.Lines().Texts().ShouldBe(
        [
            "1 x 100.00 Product 1:T-1 25%",
            "1 x 80.00 Product 2:BOOK 12%",
            "1 x 110.00 Product 3:T-2 25%",
            "1 x -30.00 Discount D1:25 25%",
            "1 x -10.00 Discount D2:12 12%",
        ]);
    }

    [Fact]
    public void Should_put_row_discounts_into_the_rows_when_the_channel_wants_it()
        => Carts.Order(80m, Carts.Row(80m).Discounted(100m)).Lines(Carts.Rules with { MapDiscountPerRow = true })
            .Texts()
            .ShouldBe(["1 x 80.00 Product 1:T-1 25%"]);

    [Trait("qliro", "12")]
    [Fact]
    public void Should_spread_a_cart_discount_over_the_vat_rates()
        => Carts.Order(200m, Carts.Row(200m), Carts.Row(100m, vatRate: 0.12m, sku: "BOOK")).Lines().Texts()[2..]
            .ShouldBe(["1 x -66.67 Discount D1:25 25%", "1 x -33.33 Discount D2:12 12%"]);

    [Fact]
    public void Should_not_trust_the_discounts_the_cart_lists()
    {
        var order = Carts.Order(100m, Carts.Row(100m));
        order = order with { Cart = order.Cart! with { Discounts = [new() { Type = "item", Value = Carts.Price(
            50m) }] } };

        order.Lines().Texts().ShouldBe(["1 x 100.00 Product 1:T-1 25%"]);
    }

    [Fact]
    public void Should_show_what_is_too_much_as_a_fee()
        => Carts.Order(129m, Carts.Row(100m)).Lines().Texts()[1..].ShouldBe(["1 x 29.00 Fee F1:25 25%"]);

    [Theory]
    [InlineData("99.99", "1 x -0.01 Discount ROUNDING 25%")]
    [InlineData("100.01", "1 x 0.01 Fee ROUNDING 25%")]
    public void Should_show_an_ore_as_rounding(string total, string line)
        => Carts.Order(decimal.Parse(total), Carts.Row(100m)).Lines().Texts()[1..].ShouldBe([line]);

    [Fact]
    public void Should_let_a_discount_reach_the_freight_when_goods_cannot_carry_it()
        => Carts.Order(0m, Carts.Row(50m, vatRate: 0.12m)).Shipped(50m).Lines().Texts()[2..]
            .ShouldBe(["1 x -50.00 Discount D1:25 25%", "1 x -50.00 Discount D2:12 12%"]);

    [Fact]
    public void Should_write_discounts_negative_with_and_without_vat()
    {
        var discount = Carts.Order(50m, Carts.Row(100m)).Lines().Lines[1];

        discount.Description.ShouldBe("Rabatt");
        (discount.PricePerItemIncVat, discount.PricePerItemExVat).ShouldBe((-50m, -40m));
    }
}
