using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_a_row_does_not_divide_evenly
{
    [Fact]
    public void Should_split_it_one_ore_apart()
        => Carts.Order(100m, Carts.Row(100m, quantity: 3)).Lines().Texts()
            .ShouldBe(["2 x 33.33 Product 1:T-1 25%", "1 x 33.34 Product 1b:T-1 25%"]);

    [Fact]
    public void Should_split_fifty_units_of_a_half_ore_price()
        => Carts.Order(2871.25m, Carts.Row(2871.25m, quantity: 50)).Lines().Texts()
            .ShouldBe(["25 x 57.42 Product 1:T-1 25%", "25 x 57.43 Product 1b:T-1 25%"]);

    [Fact]
    public void Should_leave_an_even_row_whole()
        => Carts.Order(250m, Carts.Row(250m, quantity: 2)).Lines().Texts().ShouldBe(["2 x 125.00 Product 1:T-1 25%"]);

    [Trait("qliro", "13")]
    [Theory]
    [InlineData("1.5")]
    [InlineData("0.3")]
    [InlineData("0")]
    public void Should_sell_a_quantity_that_is_not_whole_as_one(string quantity)
        => Carts.Order(57.43m, Carts.Row(57.43m, decimal.Parse(quantity))).Lines().Texts()
            .ShouldBe(["1 x 57.43 Product 1:T-1 25%"]);

    [Fact]
    public void Should_know_the_row_behind_both_halves()
    {
        var rows = Carts.Order(100m, Carts.Row(100m, quantity: 3)).Lines().Rows;

        rows.Keys.ShouldBe(["1:T-1", "1b:T-1"]);
        rows.Values.ShouldAllBe(row => row == new OrderRow("ciT-1", "r-T-1", "T-1"));
    }

    [Trait("qliro", "9")]
    [Fact]
    public void Should_send_no_more_than_two_decimals_anywhere()
    {
        var row = Carts.Row(57.425m, vatRate: 0.24137931m);

        var line = Carts.Order(57.425m, row).Lines().Lines.ShouldHaveSingleItem();

        line.PricePerItemIncVat.ShouldBe(57.43m);
        line.VatRate.ShouldBe(24.14m);
        line.PricePerItemExVat.ShouldBe(46.26m); // 57.43 / 1.2414 = 46.262…
    }
}
