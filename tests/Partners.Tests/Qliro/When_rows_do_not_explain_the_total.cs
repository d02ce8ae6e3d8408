namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_rows_do_not_explain_the_total
{
    [Fact]
    public void Should_list_each_rows_discount_as_its_own()
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
            "1 x -20.00 Discount 1-d:T-1 25%",
            "1 x -10.00 Discount 2-d:BOOK 12%",
            "1 x -10.00 Discount 3-d:T-2 25%",
        ]);
    }

    [Fact]
    public void Should_list_a_rows_discount_per_unit()
        => Carts.Order(210m, Carts.Row(210m, quantity: 3).Discounted(240m)).Lines().Texts()
            .ShouldBe(["3 x 80.00 Product 1:T-1 25%", "3 x -10.00 Discount 1-d:T-1 25%"]);

    [Fact]
    public void Should_split_units_where_the_ore_of_a_discount_do_not_divide()
        => Carts.Order(220m, Carts.Row(220m, quantity: 3).Discounted(240m)).Lines().Texts().ShouldBe(
        [
            "2 x 80.00 Product 1:T-1 25%",
            "1 x 80.00 Product 1b:T-1 25%",
            "2 x -6.67 Discount 1-d:T-1 25%",
            "1 x -6.66 Discount 1b-d:T-1 25%",
        ]);

    [Theory]
    [InlineData("50", "50", "90", "-5.00", "-5.00")]
    [InlineData("40", "70", "50", "-21.82", "-38.18")]
    [InlineData("150", "90", "216", "-15.00", "-9.00")]
    public void Should_share_an_order_discount_by_worth(string a, string b, string total, string ofA, string ofB)
        => Carts.Order(decimal.Parse(total), Carts.Row(decimal.Parse(a)), Carts.Row(decimal.Parse(b), sku: "T-2"))
            .Lines().Texts()[2..].ShouldBe(
                [$"1 x {ofA} Discount 1-o:T-1 25%", $"1 x {ofB} Discount 2-o:T-2 25%"]);

    [Fact]
    public void Should_put_row_discounts_into_the_rows_when_the_channel_wants_it()
        => Carts.Order(80m, Carts.Row(80m).Discounted(100m)).Lines(Carts.Rules with { MapDiscountPerRow = true })
            .Texts()
            .ShouldBe(["1 x 80.00 Product 1:T-1 25%"]);

    [Trait("qliro", "12")]
    [Fact]
    public void Should_spread_a_cart_discount_over_the_vat_rates()
        => Carts.Order(200m, Carts.Row(200m), Carts.Row(100m, vatRate: 0.12m, sku: "BOOK")).Lines().Texts()[2..]
            .ShouldBe(["1 x -66.67 Discount 1-o:T-1 25%", "1 x -33.33 Discount 2-o:BOOK 12%"]);

    [Fact]
    public void Should_not_trust_the_discounts_the_cart_lists()
    {
        var order = Carts.Order(100m, Carts.Row(100m));
        order = order with
        {
            Cart = order.Cart! with
            {
                Discounts = [new() { Type = "item", Value = Carts.Price(
            50m) }]
            }
        };

        order.Lines().Texts().ShouldBe(["1 x 100.00 Product 1:T-1 25%"]);
    }

    [Fact]
    public void Should_show_what_is_too_much_as_a_fee()
        => Carts.Order(129m, Carts.Row(100m)).Lines().Texts()[1..].ShouldBe(["1 x 29.00 Fee 1-f:T-1 25%"]);

    [Theory]
    [InlineData("99.99", "1 x -0.01 Discount ROUNDING 25%")]
    [InlineData("100.01", "1 x 0.01 Fee ROUNDING 25%")]
    public void Should_show_an_ore_as_rounding(string total, string line)
        => Carts.Order(decimal.Parse(total), Carts.Row(100m)).Lines().Texts()[1..].ShouldBe([line]);

    /// <summary>Half an öre for each of two rows, and one for the total: two öre.</summary>
    [Theory]
    [InlineData("199.97", "1 x -0.02 Discount 1-o:T-1 25%")]
    [InlineData("199.98", "2 x -0.01 Discount ROUNDING 25%")]
    [InlineData("200.02", "2 x 0.01 Fee ROUNDING 25%")]
    [InlineData("200.03", "1 x 0.02 Fee 1-f:T-1 25%")]
    public void Should_call_no_more_rounding_than_rounding_can_make(string total, string line)
        => Carts.Order(decimal.Parse(total), Carts.Row(100m), Carts.Row(100m, sku: "T-2")).Lines().Texts()[2]
            .ShouldBe(line);

    [Fact]
    public void Should_round_at_the_rate_at_which_most_is_sold()
    {
        Carts.Order(300.01m, Carts.Row(100m), Carts.Row(200m, vatRate: 0.12m, sku: "BOOK")).Lines().Texts()[^1]
            .ShouldBe("1 x 0.01 Fee ROUNDING 12%");
        Carts.Order(200.01m, Carts.Row(100m, vatRate: 0.12m, sku: "BOOK"), Carts.Row(100m)).Lines().Texts()[^1]
            .ShouldBe("1 x 0.01 Fee ROUNDING 25%");
    }

    [Fact]
    public void Should_write_rounding_in_ore_that_can_go_along_with_any_goods()
        => Carts.Order(199.98m, Carts.Row(100m), Carts.Row(100m, sku: "T-2")).Lines().Texts()[2..]
            .ShouldBe(["2 x -0.01 Discount ROUNDING 25%"]);

    [Fact]
    public void Should_spread_a_cart_discount_over_goods_and_freight_by_worth()
        => Carts.Order(0m, Carts.Row(50m, vatRate: 0.12m)).Shipped(50m).Lines().Texts()[2..]
            .ShouldBe(["1 x -50.00 Discount 1-o:T-1 12%", "1 x -50.00 Discount S1-o:PICKUP 25%"]);

    [Fact]
    public void Should_write_discounts_negative_with_and_without_vat()
    {
        var discount = Carts.Order(50m, Carts.Row(100m)).Lines().Lines[1];

        discount.Description.ShouldBe("Rabatt");
        (discount.PricePerItemIncVat, discount.PricePerItemExVat).ShouldBe((-50m, -40m));
    }
}
