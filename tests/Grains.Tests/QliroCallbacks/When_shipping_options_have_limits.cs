using QliroAdapter.Norce;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>In guard order: country, postal code, weight, smallest amount, largest amount.</summary>
public sealed class When_shipping_options_have_limits
{
    private static readonly ShippingOption Any = new()
    {
        Reference = "HOME", DisplayName = "Home", Price = 49m, PriceExVat = 39.2m, VatRate = 25m,
    };

    private static readonly Parcel Malmö =
        new() { Country = "SE", PostalCode = "211 45", WeightGrams = 2000m, Amount = 250m };

    public static TheoryData<string, ShippingOption, Parcel, bool> Table => new()
    {
        { "no limits, nothing known", Any, new(), true },
        { "the country", Any with { Countries = ["NO", "SE"] }, Malmö, true },
        { "another country", Any with { Countries = ["NO"] }, Malmö, false },
        { "a country, none known", Any with { Countries = ["SE"] }, Malmö with { Country = null }, false },
        { "the first postal code", Any with { PostalCodes = [Range("21145", "21199")] }, Malmö, true },
        { "the last postal code", Any with { PostalCodes = [Range("10000", "21145")] }, Malmö, true },
        { "just below", Any with { PostalCodes = [Range("21146", "21199")] }, Malmö, false },
        { "just above", Any with { PostalCodes = [Range("10000", "21144")] }, Malmö, false },
        { "the second range", Any with { PostalCodes = [Range("1", "1"), Range("20", "21")] }, Malmö, true },
        { "beginnings", Any with { PostalCodes = [Range("22", "29")] }, Malmö, false },
        { "a range, no postal code", Any with { PostalCodes = [Range("1", "9")] }, Malmö with { PostalCode = null },
            false },
        { "the heaviest", Any with { WeightMaxGrams = 2000 }, Malmö, true },
        { "a gram too heavy", Any with { WeightMaxGrams = 1999 }, Malmö, false },
        { "a weight, none known", Any with { WeightMaxGrams = 1999 }, Malmö with { WeightGrams = null }, false },
        { "the smallest order", Any with { OrderAmountMin = 250m }, Malmö, true },
        { "an öre too small", Any with { OrderAmountMin = 250.01m }, Malmö, false },
        { "a smallest order, none known", Any with { OrderAmountMin = 0m }, Malmö with { Amount = null }, false },
        { "the largest order", Any with { OrderAmountMax = 250m }, Malmö, true },
        { "an öre too large", Any with { OrderAmountMax = 249.99m }, Malmö, false },
        { "a largest order, none known", Any with { OrderAmountMax = 1m }, Malmö with { Amount = null }, false },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Should_offer_what_fits(string row, ShippingOption option, Parcel parcel, bool isOffered)
        => ShippingMethods.Decide([option], parcel).Count.ShouldBe(isOffered ? 1 : 0, row);

    [Fact]
    public void Should_offer_the_first_of_those_with_one_reference()
    {
        var free = Any with { OrderAmountMin = 500m, Price = 0m, PriceExVat = 0m };

        ShippingMethods.Decide([free, Any], Malmö).Single().PriceIncVat.ShouldBe(49m);
        ShippingMethods.Decide([free, Any], Malmö with { Amount = 500m }).Single().PriceIncVat.ShouldBe(0m);
    }

    [Theory]
    [InlineData(null, "9")]
    [InlineData("2", "1")]
    [InlineData("--", "1")]
    public void Should_know_no_range_that_holds_nothing(string? from, string to)
        => PostalCodeRange.Of(from, to).ShouldBeNull();

    private static PostalCodeRange Range(string from, string to) => PostalCodeRange.Of(from, to)!.Value;
}
