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
    [InlineData("Fee", "InvoiceFee", true)]
    [InlineData("Fee", "F1:GIFT", false)]
    [InlineData("Fee", "ROUNDING", false)]
    [InlineData("Product", "3:D", false)]
    [InlineData("Discount", "D1", false)]
    public void Should_let_qliro_add_its_own_alone(string type, string reference, bool isFine)
        => (Compare([Held("1:A", 2), Held("2:B", 1, 50m), Held(reference, 1, 29m) with { Type = type }]) is null)
            .ShouldBe(isFine);

    [Fact]
    public void Should_not_agree_with_nothing() => Compare([]).ShouldNotBeNull();

    private static string? Compare(QliroOrderItem[] held)
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
