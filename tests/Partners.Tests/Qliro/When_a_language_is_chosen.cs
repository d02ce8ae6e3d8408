using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_a_language_is_chosen
{
    [Trait("qliro", "15")]
    [Theory]
    [InlineData("sv-SE", "SE", "sv-se")]
    [InlineData("sv-FI", "FI", "sv-se")]
    [InlineData("fi", "FI", "fi-fi")]
    [InlineData("nn-NO", "NO", "nb-no")]
    [InlineData("NO", "NO", "nb-no")]
    [InlineData("da-DK", "DK", "da-dk")]
    [InlineData("de-AT", "AT", "de-de")]
    [InlineData("nl", "BE", "nl-nl")]
    [InlineData("fr-FR", "FR", "fr-fr")]
    [InlineData("en-GB", "SE", "en-us")]
    [InlineData("pl-PL", "SE", "sv-se")]
    [InlineData("pl-PL", "PL", "en-us")]
    [InlineData(null, null, "en-us")]
    public void Should_be_one_of_the_eight(string? culture, string? country, string language)
        => QliroLanguage.For(culture, country).ShouldBe(language);
}
