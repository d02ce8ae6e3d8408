using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Sandbox.Tests.Qliro;

/// <summary>The frame speaks the order's language: each that the adapter speaks to shoppers.</summary>
public sealed class When_the_frame_speaks
{
    [Theory]
    [InlineData("sv-se")]
    [InlineData("nb-no")]
    [InlineData("da-dk")]
    [InlineData("fi-fi")]
    [InlineData("de-de")]
    [InlineData("fr-fr")]
    [InlineData("nl-nl")]
    public void Should_have_texts_of_its_own(string language)
    {
        var (texts, english) = (FrameTexts.In(language), FrameTexts.In("en-us"));
        texts.Pay.ShouldNotBe(english.Pay);
        texts.Expired.ShouldNotBe(english.Expired);
        (texts.Columns.Count, texts.Fields.Count, texts.Outcomes.Count, texts.Receipt.Count).ShouldBe(
            (english.Columns.Count, english.Fields.Count, english.Outcomes.Count, english.Receipt.Count));
    }
}
