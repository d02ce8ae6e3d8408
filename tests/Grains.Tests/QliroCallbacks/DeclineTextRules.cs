using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

public sealed class DeclineTextRules
{
    public static TheoryData<string?, DeclineCause> All
    {
        get
        {
            var all = new TheoryData<string?, DeclineCause>();
            foreach (var culture in (string?[])[.. ShopperLanguage.All, "nn-NO", "ja-JP", "", null])
            {
                foreach (var cause in Enum.GetValues<DeclineCause>()) all.Add(culture, cause);
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Should_fit_into_what_qliro_shows(string? culture, DeclineCause cause)
        => DeclineTexts.Of(culture, cause).Length.ShouldBeInRange(1, 150);

    [Theory, MemberData(nameof(All))]
    public void Should_give_a_reason_qliro_knows(string? culture, DeclineCause cause)
    {
        _ = culture;
        new Declined(cause, "why").Reason.ShouldBeOneOf(
            "OutOfStock", "PostalCodeIsNotSupported", "ShippingIsNotSupportedForPostalCode", "IdentityNotVerified",
            "Other");
    }

    [Theory, Trait("norce", "55")]
    [InlineData("sv_SE", "sv")]
    [InlineData("SV-fi", "sv")]
    [InlineData("swe", "sv")]
    [InlineData("nob", "nb")]
    [InlineData("no", "nb")]
    [InlineData("nno-NO", "nb")]
    [InlineData("dan", "da")]
    [InlineData("fin_FI", "fi")]
    [InlineData("deu", "de")]
    [InlineData("fr-FR", "fr")]
    [InlineData("nl-NL", "nl")]
    [InlineData("nld", "nl")]
    [InlineData("ja-JP", "en")]
    public void Should_read_a_culture_however_it_is_written(string culture, string language)
    {
        foreach (var cause in Enum.GetValues<DeclineCause>())
            DeclineTexts.Of(culture, cause).ShouldBe(DeclineTexts.Of(language, cause));
    }

    [Fact]
    public void Should_exist_in_every_language()
    {
        foreach (var cause in Enum.GetValues<DeclineCause>())
        {
            foreach (var language in ShopperLanguage.All.Where(language => language != ShopperLanguage.English))
                DeclineTexts.Of(language, cause).ShouldNotBe(DeclineTexts.Of(ShopperLanguage.English, cause), language);
        }
    }

    [Fact]
    public void Should_speak_english_where_no_other_language_is_known()
        => DeclineTexts.Of("ja-JP", DeclineCause.OutOfStock).ShouldBe(
            DeclineTexts.Of("en-GB", DeclineCause.OutOfStock));
}
