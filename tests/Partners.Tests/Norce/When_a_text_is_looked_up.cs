using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Norce;

/// <summary>Which of a channel's texts a line carries.</summary>
public sealed class When_a_text_is_looked_up
{
    [Theory]
    [InlineData("sv-SE", "exact")]
    [InlineData("sv_SE", "exact")]
    [InlineData("SV_se", "exact")]
    [InlineData("swe", "bare")]
    [InlineData("sv-FI", "bare")]
    [InlineData("nob", "cousin")]
    [InlineData("no", "cousin")]
    [InlineData("ja-JP", "any")]
    [InlineData(null, "any")]
    public void Should_be_the_closest_that_is_configured(string? culture, string expected)
        => LocalisedText.Discount(new Dictionary<string, string>
        {
            ["sv-se"] = "exact", ["sv"] = "bare", ["nb-NO"] = "cousin", [""] = "any",
        }).For(culture).ShouldBe(expected);

    [Fact]
    public void Should_be_built_in_for_every_language_and_english_for_others()
    {
        var discount = LocalisedText.Discount(new Dictionary<string, string>());
        discount.For("fr_FR").ShouldBe("Remise");
        discount.For("nld").ShouldBe("Korting");
        discount.For("ja-JP").ShouldBe("Discount");
        foreach (var text in (LocalisedText[])[discount, LocalisedText.Fee, LocalisedText.Rounding,
            LocalisedText.Voucher(new Dictionary<string, string>())])
        {
            foreach (var language in ShopperLanguage.All.Where(language => language != ShopperLanguage.English))
                text.For(language).ShouldNotBe(text.For(ShopperLanguage.English), language);
        }
    }
}
