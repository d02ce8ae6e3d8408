using QliroAdapter.Norce;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>In guard order: country, postal code, weight, smallest amount, largest amount.</summary>
public sealed class When_shipping_options_have_limits
{
    private static readonly ShippingOption any = new()
    {
        Reference = "HOME", DisplayName = "Home", Price = 49m, PriceExVat = 39.2m, VatRate = 25m,
    };

    private static readonly Parcel malmö =
        new() { Country = "SE", PostalCode = "211 45", WeightGrams = 2000m, Amount = 250m };

    public static TheoryData<string, ShippingOption, Parcel, bool> Table => new()
    {
        { "no limits, nothing known", any, new(), true },
        { "the country", any with { Countries = ["NO", "SE"] }, malmö, true },
        { "another country", any with { Countries = ["NO"] }, malmö, false },
        { "a country, none known", any with { Countries = ["SE"] }, malmö with { Country = null }, false },
        { "the first postal code", any with { PostalCodes = [Range("21145", "21199")] }, malmö, true },
        { "the last postal code", any with { PostalCodes = [Range("10000", "21145")] }, malmö, true },
        { "just below", any with { PostalCodes = [Range("21146", "21199")] }, malmö, false },
        { "just above", any with { PostalCodes = [Range("10000", "21144")] }, malmö, false },
        { "the second range", any with { PostalCodes = [Range("1", "1"), Range("20", "21")] }, malmö, true },
        { "beginnings", any with { PostalCodes = [Range("22", "29")] }, malmö, false },
        { "a range, no postal code", any with { PostalCodes = [Range("1", "9")] }, malmö with { PostalCode = null },
            false },
        { "the heaviest", any with { WeightMaxGrams = 2000 }, malmö, true },
        { "a gram too heavy", any with { WeightMaxGrams = 1999 }, malmö, false },
        { "a weight, none known", any with { WeightMaxGrams = 1999 }, malmö with { WeightGrams = null }, false },
        { "the smallest order", any with { OrderAmountMin = 250m }, malmö, true },
        { "an öre too small", any with { OrderAmountMin = 250.01m }, malmö, false },
        { "a smallest order, none known", any with { OrderAmountMin = 0m }, malmö with { Amount = null }, false },
        { "the largest order", any with { OrderAmountMax = 250m }, malmö, true },
        { "an öre too large", any with { OrderAmountMax = 249.99m }, malmö, false },
        { "a largest order, none known", any with { OrderAmountMax = 1m }, malmö with { Amount = null }, false },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Should_offer_what_fits(string row, ShippingOption option, Parcel parcel, bool isOffered)
        => ShippingMethods.Decide([option], parcel).Count.ShouldBe(isOffered ? 1 : 0, row);

    [Fact]
    public void Should_offer_the_first_of_those_with_one_reference()
    {
        var free = any with { OrderAmountMin = 500m, Price = 0m, PriceExVat = 0m };

        ShippingMethods.Decide([free, any], malmö).Single().PriceIncVat.ShouldBe(49m);
        ShippingMethods.Decide([free, any], malmö with { Amount = 500m }).Single().PriceIncVat.ShouldBe(0m);
    }

    [Theory]
    [InlineData(null, "9")]
    [InlineData("2", "1")]
    [InlineData("--", "1")]
    public void Should_know_no_range_that_holds_nothing(string? from, string to)
        => PostalCodeRange.Of(from, to).ShouldBeNull();

    private static PostalCodeRange Range(string from, string to) => PostalCodeRange.Of(from, to)!.Value;
}
