using System.Text;

namespace QliroAdapter.Partners.Tests.Norce;

/// <summary>Texts of partners are made fit to be stored and shown where they come in.</summary>
public sealed class When_a_reason_is_unclean
{
    [Theory]
    [InlineData("The person 19790625-5307 is unknown.", "The person *** is unknown.")]
    [InlineData("790625-5307", "***")]
    [InlineData("anna.test@example.com has no account", "*** has no account")]
    [InlineData("Call +46 (0)70-123 45 67 or 070-123 45 67.", "Call *** or ***.")]
    [InlineData("+46701234567", "***")]
    [InlineData("Card 4111 1111 1111 1111", "Card ***")]
    [InlineData("Evaluation, order 4950001 is Completed.", "Evaluation, order 4950001 is Completed.")]
    [InlineData("Property: OrderItems[0].VatRate, 25.00", "Property: OrderItems[0].VatRate, 25.00")]
    [InlineData("40347ec5-0000-4000-8000-26b0cc59dcb1", "40347ec5-0000-4000-8000-26b0cc59dcb1")]
    [InlineData("00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000")]
    public async Task Should_name_no_person(string said, string kept)
    {
        var failure = await Refused(
            $$"""{"code":"order-bad-request","message":"{{said}}","ErrorReference":"{{said}}"}""");

        (failure.Message, failure.Reference).ShouldBe((kept, kept));
    }

    [Theory]
    [InlineData("\\ud83d", "\uFFFD")]
    [InlineData("\\uDE00 x", "\uFFFD x")]
    [InlineData("\\ud83d\\ud83d\\ude00", "\uFFFD\U0001F600")]
    [InlineData("\\ud83d\\ude00", "\U0001F600")]
    [InlineData("\\\\ud83d", "\\ud83d")]
    [InlineData("a\\u0000b\\nc", "a b c")]
    public async Task Should_be_well_formed(string json, string read)
        => (await Refused($$"""{"code":"x","message":"{{json}}"}""")).Message.ShouldBe(read);

    [Fact]
    public async Task Should_be_read_though_it_is_not_utf8()
    {
        var latin1 = Encoding.Latin1.GetBytes("""{"code":"order-bad-request","message":"Malmö å"}""");
        var stub = new StubPartner().Does(_ => Task.FromResult(
            new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest) { Content = new ByteArrayContent(latin1) }));

        var failure = (await Partner.Norce(stub).PutState(Partner.Order, "accepted", Partner.Ct)).Failure!;

        (failure.Code, failure.Message).ShouldBe(("order-bad-request", "Malm\uFFFD \uFFFD"));
    }

    [Fact]
    public async Task Should_be_bounded()
    {
        var megabytes = new string('x', 2_000_000);

        var failure = await Refused(
            $$"""{"code":"{{megabytes}}","message":"{{megabytes}}","ErrorReference":"{{megabytes}}"}""");

        (failure.Code!.Length, failure.Message.Length, failure.Reference!.Length)
            .ShouldBe((PartnerText.WordMax, PartnerText.ReasonMax, PartnerText.WordMax));
    }

    [Fact]
    public void Should_cut_no_emoji_in_two()
    {
        var family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
        for (var length = 1; length <= 30; length++)
        {
            var cut = WellFormedText.Cut("ab" + family + family + "cd", length);

            cut.Length.ShouldBeLessThanOrEqualTo(length);
            cut.Replace(family, "", StringComparison.Ordinal).ShouldBeOneOf("a", "ab", "abc", "abcd");
        }
    }

    [Fact]
    public void Should_name_no_person_where_it_is_cut()
        => PartnerText.Word(new string('y', 395) + " 19790625-5307").ShouldNotContain("1979");

    private static async Task<PartnerFailure> Refused(string body)
        => (await Partner.Norce(new StubPartner().Answers(400, body))
            .PutState(Partner.Order, "accepted", Partner.Ct)).Failure!;

    /// <summary>Nearly what a pattern looks for, again and again: the patterns have no timeout and need none.</summary>
    [Theory]
    [InlineData("0")]
    [InlineData("0 ")]
    [InlineData("0-")]
    [InlineData("+0(")]
    [InlineData("+0)- 1 ")]
    [InlineData("123456 ")]
    [InlineData("123456-78 ")]
    [InlineData("a")]
    [InlineData("a@")]
    [InlineData("@")]
    [InlineData("a.a ")]
    public void Should_be_read_soon_whatever_it_is(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 200_000));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        PartnerText.Masked(text).ShouldNotBeNull();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }
}
