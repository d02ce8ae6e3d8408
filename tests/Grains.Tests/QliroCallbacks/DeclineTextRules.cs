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
            foreach (var culture in (string?[])["sv-SE", "nb-NO", "no", "nn-NO", "da-DK", "fi-FI", "de-DE", "en-GB",
                "ja-JP", "", null])
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

    [Fact]
    public void Should_speak_english_where_no_other_language_is_known()
        => DeclineTexts.Of("ja-JP", DeclineCause.OutOfStock).ShouldBe(
            DeclineTexts.Of("en-GB", DeclineCause.OutOfStock));
}
