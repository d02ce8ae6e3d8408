using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

/// <summary>Which of Qliro's lists agree with ours.</summary>
public sealed class When_lines_are_compared
{
    [Fact]
    public void Should_agree_with_the_same_lines_merged_or_not()
    {
        Compare([Held("1:A", 1), Held("1:A", 1), Held("2:B", 1, 50m)]).ShouldBeNull();
        Compare([Held("2:B", 1, 50m), Held("1:A", 2)]).ShouldBeNull();
    }

    [Theory]
    [InlineData("1:C", 2, 100, null)]
    [InlineData("1:A", 1, 100, null)]
    [InlineData("1:A", 3, 100, null)]
    [InlineData("1:A", 2, 99.99, null)]
    [InlineData("1:A", 2, 100, 12.0)]
    public void Should_name_other_goods_quantities_prices_and_vat(
        string reference, int quantity, double price, double? vat)
        => Compare([Held(reference, quantity, (decimal)price, (decimal?)vat), Held("2:B", 1, 50m)]).ShouldNotBeNull();

    [Theory]
    [InlineData("Shipping", "post", true)]
    [InlineData("Shipping", "S1", true)]
    [InlineData("Shipping", "Snabb:hem", true)]
    [InlineData("Shipping", "S1:post", false)]
    [InlineData("Shipping", "S12:-", false)]
    [InlineData("Fee", "InvoiceFee", true)]
    [InlineData("Fee", "F1:GIFT", false)]
    [InlineData("Fee", "ROUNDING", false)]
    [InlineData("Fee", "1-f:A", false)]
    [InlineData("Fee", "1z-f:A", false)]
    [InlineData("Fee", "S12-r:A", false)]
    [InlineData("Fee", "1-v12:A", false)]
    [InlineData("Fee", "1a-f:A", true)]
    [InlineData("Fee", "1bf:A", true)]
    [InlineData("Fee", "1-f", true)]
    [InlineData("Fee", "1-fA", true)]
    [InlineData("Fee", "1-", true)]
    [InlineData("Fee", "1", true)]
    [InlineData("Fee", "1b", true)]
    [InlineData("Fee", "F1", true)]
    [InlineData("Fee", "F:1", true)]
    [InlineData("Fee", "Freight", true)]
    [InlineData("Fee", "1:A", true)]
    [InlineData("Product", "3:D", false)]
    [InlineData("Discount", "D1", false)]
    public void Should_let_qliro_add_its_own_alone(string type, string reference, bool isFine)
        => (Compare([Held("1:A", 2), Held("2:B", 1, 50m), Held(reference, 1, 29m) with { Type = type }]) is null)
            .ShouldBe(isFine);

    [Fact]
    public void Should_add_up_our_own_equal_lines()
        => LinesAgreement.Difference([Ours("1:A", 1, 100m), Ours("1:A", 1, 100m)], [Held("1:A", 2)]).ShouldBeNull();

    [Theory]
    [InlineData(24.5, true)]
    [InlineData(25.0, true)]
    [InlineData(25.5, true)]
    [InlineData(24.49, false)]
    [InlineData(25.51, false)]
    public void Should_allow_qliro_half_a_percent_of_vat(double vat, bool isFine)
        => (Compare([Held("1:A", 2, vat: (decimal)vat), Held("2:B", 1, 50m)]) is null).ShouldBe(isFine);

    [Fact]
    public void Should_say_what_differs_and_where()
    {
        Compare([Held("2:B", 1, 50m)]).ShouldBe("Qliro does not hold 2 × 1:A at 100.00.");
        Compare([Held("1:A", 2, vat: 12m), Held("2:B", 1, 50m)])
            .ShouldBe("Qliro holds 1:A with another VAT rate.");
        Compare([Held("1:A", 2), Held("2:B", 1, 50m), Held("3:D", 4, 7.5m)])
            .ShouldBe("Qliro holds 4 × 3:D, Norce does not, at 7.50.");
    }

    [Fact]
    public void Should_not_agree_with_nothing()
    {
        Compare([]).ShouldNotBeNull();
        Compare(null).ShouldBe("Qliro does not hold 2 × 1:A at 100.00.");
    }

    private static string? Compare(QliroOrderItem[]? held)
        => LinesAgreement.Difference([Ours("1:A", 2, 100m), Ours("2:B", 1, 50m)], held);

    private static QliroLine Ours(string reference, int quantity, decimal price) => new()
    {
        MerchantReference = reference, Type = "Product", Quantity = quantity, PricePerItemIncVat = price, VatRate = 25m,
    };

    private static QliroOrderItem Held(string reference, int quantity, decimal price = 100m, decimal? vat = null) => new()
    {
        MerchantReference = reference, Type = "Product", Quantity = quantity, PricePerItemIncVat = price, VatRate = vat,
    };
}
