using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_a_row_is_unusual
{
    [Fact]
    public void Should_show_a_free_row_at_zero()
        => Carts.Order(100m, Carts.Row(100m), Carts.Row(0m, quantity: 2, sku: "GIFT")).Lines().Texts()
            .ShouldBe(["1 x 100.00 Product 1:T-1 25%", "2 x 0.00 Product 2:GIFT 0%"]);

    [Fact]
    public void Should_take_a_negative_row_off_the_others()
        => Carts.Order(80m, Carts.Row(100m), Carts.Row(-20m, quantity: -1, sku: "BACK")).Lines().Texts()
            .ShouldBe(["1 x 100.00 Product 1:T-1 25%", "1 x -20.00 Discount 1-n2:BACK 25%"]);

    [Fact]
    public void Should_leave_out_a_row_of_no_units_and_no_money()
        => Carts.Order(100m, Carts.Row(0m, quantity: 0, sku: "NONE"), Carts.Row(100m)).Lines().Texts()
            .ShouldBe(["1 x 100.00 Product 2:T-1 25%"]);

    [Fact]
    public void Should_price_a_bundle_once()
    {
        var bundle = Carts.Row(100m) with
        {
            ProductType = "bundle",
            Items = [Carts.Row(60m, sku: "A"), Carts.Row(40m, sku: "B")],
        };

        Carts.Order(100m, bundle).Lines().Texts().ShouldBe(["1 x 100.00 Product 1:T-1 25%"]);
    }

    [Fact]
    public void Should_derive_a_missing_total_from_price_and_quantity()
    {
        var row = new NorceItem { Sku = "T-1", Quantity = 2, Price = Carts.Price(50m), VatRate = 0.25m };

        Carts.Order(100m, row).Lines().Texts().ShouldBe(["2 x 50.00 Product 1:T-1 25%"]);
    }

    [Fact]
    public void Should_derive_a_missing_vat_rate_from_the_prices()
    {
        var row = Carts.Row(112m) with { VatRate = null, Total = NorcePrice.Of(112m, 100m) };

        Carts.Order(112m, row).Lines().Texts().ShouldBe(["1 x 112.00 Product 1:T-1 12%"]);
    }

    [Trait("qliro", "71")]
    [Theory]
    [InlineData("100.00", "100.00", "0.25", "0.00")]
    [InlineData("0.02", "0.016", "0.25", "0.00")]
    [InlineData("112.00", "100.00", "0.25", "12.00")]
    [InlineData("100.00", "80.01", "0.25", "25.00")]
    [InlineData("100.00", "0.00", "0.25", "25.00")]
    public void Should_believe_amounts_that_contradict_the_vat_rate(string inc, string ex, string stated, string sent)
    {
        var row = Carts.Row(0m) with
        {
            Total = NorcePrice.Of(decimal.Parse(inc), decimal.Parse(ex)),
            VatRate = decimal.Parse(stated),
        };

        Carts.Order(decimal.Parse(inc), row).Lines().Lines[0].VatRate.ShouldBe(decimal.Parse(sent));
    }

    [Fact]
    public void Should_allow_each_unit_its_rounding_before_it_doubts_the_rate()
        => Carts.Order(2.40m, Carts.Row(2.40m, quantity: 80) with { Total = NorcePrice.Of(2.40m, 1.60m) })
            .Lines().Lines[0].VatRate.ShouldBe(25m);

    [Fact]
    public void Should_take_a_vat_rate_above_one_as_percent()
        => Carts.Order(100m, Carts.Row(100m) with { VatRate = 25m }).Lines().Texts()
            .ShouldBe(["1 x 100.00 Product 1:T-1 25%"]);

    [Fact]
    public void Should_mark_subscription_rows_only_when_asked()
    {
        var order = Carts.Order(100m, Carts.Row(100m));

        order.Lines().Lines[0].Metadata.ShouldBeNull();
        order.Lines(Carts.Rules with { Recurring = true }).Lines[0].Metadata!.Subscription!.Enabled.ShouldBeTrue();
    }
}
