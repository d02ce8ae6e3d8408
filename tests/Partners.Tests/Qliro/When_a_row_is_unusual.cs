using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_a_row_is_unusual
{
    [Fact]
    public void Should_show_a_free_row_at_zero()
        => Carts.Order(100m, Carts.Row(100m), Carts.Row(0m, quantity: 2, sku: "GIFT")).Lines().Texts()
            .ShouldBe(["1 x 100.00 Product 1:T-1 25%", "2 x 0.00 Product 2:GIFT 25%"]);

    [Fact]
    public void Should_show_a_negative_row_as_a_discount()
        => Carts.Order(80m, Carts.Row(100m), Carts.Row(-20m, quantity: -1, sku: "BACK")).Lines().Texts()
            .ShouldBe(["1 x 100.00 Product 1:T-1 25%", "1 x -20.00 Discount 2:BACK 25%"]);

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
