using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_an_order_has_many_rows
{
    [Trait("qliro", "62")]
    [Theory]
    [InlineData(110, "100.00", "33.33", 110)]
    [InlineData(120, "50.00", "16.66", 240)]
    public void Should_sell_each_row_as_one_line_and_the_ore_apart(int rows, string total, string price, int ore)
    {
        var each = decimal.Parse(total);

        var lines = Carts.Order(rows * each, Rows(rows, each)).Lines();

        lines.Lines.Count.ShouldBe(rows + 1);
        lines.Texts()[0].ShouldBe($"3 x {price} Product 1:T-1 25%");
        lines.Texts()[^1].ShouldBe($"{ore} x 0.01 Fee ROUNDING 25%");
        lines.Lines.Sum(line => line.Amount).ShouldBe(rows * each);
    }

    [Fact]
    public void Should_split_rows_as_long_as_there_is_room()
        => Carts.Order(10_000m, Rows(100, 100m)).Lines().Lines.Count.ShouldBe(200);

    [Fact]
    public void Should_put_discounts_into_the_rows_and_keep_vouchers_apart_for_their_vat()
    {
        var rows = Rows(110, 90m).Select(row => row.Discounted(100m)).ToArray();

        var lines = Carts.Order(9_790m, rows).WithVoucher(50m).Lines(); // 110 off the order: 1.00 of each row

        lines.Lines.Count.ShouldBe(112);
        lines.Texts()[0].ShouldBe("3 x 29.66 Product 1:T-1 25%");
        lines.Texts()[^2..].ShouldBe(["5000 x -0.01 Discount V1:GIFT-7 0%", "220 x 0.01 Fee ROUNDING 25%"]);
    }

    [Fact]
    public void Should_sell_rows_whole_when_even_one_line_for_the_ore_is_too_many()
    {
        var lines = Carts.Order(20_000.01m, Rows(200, 100m)).Lines();

        lines.Lines.Count.ShouldBe(200);
        lines.Texts()[..2].ShouldBe(["1 x 100.01 Product 1:T-1 25%", "1 x 100.00 Product 2:T-2 25%"]);
    }

    [Fact]
    public void Should_put_the_ore_into_the_dearest_row()
    {
        var rows = Rows(200, 100m);
        rows[1] = Carts.Row(200m, quantity: 3, sku: "T-2");

        Carts.Order(20_100.01m, rows).Lines().Texts()[..3].ShouldBe(
            ["1 x 100.00 Product 1:T-1 25%", "3 x 66.67 Product 2:T-2 25%", "1 x 100.00 Product 3:T-3 25%"]);
    }

    private static NorceItem[] Rows(int count, decimal total)
        => [.. Enumerable.Range(1, count).Select(number => Carts.Row(total, quantity: 3, sku: "T-" + number))];
}
