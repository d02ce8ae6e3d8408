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
    public void Should_take_listed_discounts_off_a_price_when_the_total_is_missing()
    {
        var row = Carts.Row(0m, quantity: 2) with
        {
            Total = null,
            OriginalTotal = Carts.Price(100m),
            Discounts = [new() { Value = Carts.Price(-20m) }, new() { Value = Carts.Price(5m) }, new()],
        };

        Carts.Order(75m, row).Lines().Texts()
            .ShouldBe(["2 x 50.00 Product 1:T-1 25%", "2 x -12.50 Discount 1-d:T-1 25%"]);
    }

    [Fact]
    public void Should_sell_one_where_no_quantity_is_stated()
        => Carts.Order(100m, Carts.Row(0m) with { Quantity = null, Total = null, Price = Carts.Price(100m) })
            .Lines().Texts().ShouldBe(["1 x 100.00 Product 1:T-1 25%"]);

    [Fact]
    public void Should_show_a_row_without_any_price_at_zero()
        => Carts.Order(0m, new NorceItem { Sku = "T-1", Quantity = 1 }).Lines().Texts()
            .ShouldBe(["1 x 0.00 Product 1:T-1 0%"]);

    [Theory]
    [InlineData("99.99", 1)]
    [InlineData("99.98", 2)]
    public void Should_not_list_an_ore_of_rounding_as_a_discount(string total, int lines)
        => Carts.Order(decimal.Parse(total), Carts.Row(decimal.Parse(total)).Discounted(100m)).Lines().Lines.Count
            .ShouldBe(lines);

    [Fact]
    public void Should_take_the_vat_of_a_row_given_away_from_its_price_before()
    {
        var row = Carts.Row(0m, vatRate: 0.12m) with
        {
            VatRate = null,
            Total = NorcePrice.Of(0m, 0m),
            OriginalTotal = NorcePrice.Of(112m, 100m),
        };

        Carts.Order(0m, row).Lines().Texts()
            .ShouldBe(["1 x 112.00 Product 1:T-1 12%", "1 x -112.00 Discount 1-d:T-1 12%"]);
    }

    [Theory]
    [InlineData("T-1", "r-1", "c1", "1:T-1")]
    [InlineData(null, "r-1", "c1", "1:r-1")]
    [InlineData(null, null, "c1", "1:c1")]
    [InlineData(null, null, null, "1:-")]
    public void Should_be_named_by_the_first_of_its_names(string? sku, string? reference, string? id, string sent)
    {
        var row = Carts.Row(100m) with { Sku = sku, Reference = reference, Id = id, Name = null };

        var line = Carts.Order(100m, row).Lines().Lines[0];

        (line.MerchantReference, line.Description).ShouldBe((sent, sku ?? reference ?? id ?? sent));
    }

    [Theory]
    [InlineData("Returned", "BACK", "Returned")]
    [InlineData(null, "BACK", "BACK")]
    [InlineData(null, null, "-")]
    public void Should_name_what_a_negative_row_takes_off(string? name, string? sku, string description)
    {
        var back = Carts.Row(-20m) with { Name = name, Sku = sku, Reference = null, Id = null };

        Carts.Order(80m, Carts.Row(100m), back).Lines().Lines[1].Description.ShouldBe(description);
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

    [Theory]
    [InlineData("25", "25.00")]
    [InlineData("1", "1.00")]
    [InlineData("0.99", "99.00")]
    [InlineData("-0.25", "0.00")]
    [InlineData(null, "0.00")]
    public void Should_take_the_stated_rate_where_no_amount_without_vat_is_known(string? stated, string sent)
    {
        var row = Carts.Row(0m) with
        {
            Total = new() { IncludingVat = 100m },
            VatRate = stated is null ? null : decimal.Parse(stated),
        };

        Carts.Order(100m, row).Lines().Lines[0].VatRate.ShouldBe(decimal.Parse(sent));
    }

    /// <summary>125.00 at 25 % is 100.00 without VAT; half an öre per unit and one for the sum may be lost.</summary>
    [Theory]
    [InlineData("100.015", "25.00")]
    [InlineData("100.016", "24.98")]
    [InlineData("99.985", "25.00")]
    [InlineData("99.984", "25.02")]
    [InlineData("150.00", "25.00")]
    public void Should_doubt_the_rate_only_beyond_rounding(string ex, string sent)
        => Carts.Order(125m, Carts.Row(0m) with { Total = NorcePrice.Of(125m, decimal.Parse(ex)) })
            .Lines().Lines[0].VatRate.ShouldBe(decimal.Parse(sent));

    [Fact]
    public void Should_mark_subscription_rows_only_when_asked()
    {
        var order = Carts.Order(100m, Carts.Row(100m));

        order.Lines().Lines[0].Metadata.ShouldBeNull();
        order.Lines(Carts.Rules with { Recurring = true }).Lines[0].Metadata!.Subscription!.Enabled.ShouldBeTrue();
    }
}
