using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_qliro_says_no
{
    [Theory]
    [InlineData(400, PartnerFailureKind.Rejected, PartnerFailureKind.Rejected)]
    [InlineData(401, PartnerFailureKind.Rejected, PartnerFailureKind.Rejected)]
    [InlineData(404, PartnerFailureKind.Rejected, PartnerFailureKind.Rejected)]
    [InlineData(302, PartnerFailureKind.Rejected, PartnerFailureKind.Rejected)]
    [InlineData(408, PartnerFailureKind.Unavailable, PartnerFailureKind.Unavailable)]
    [InlineData(429, PartnerFailureKind.Unavailable, PartnerFailureKind.Unavailable)]
    [InlineData(503, PartnerFailureKind.Unavailable, PartnerFailureKind.Unavailable)]
    [InlineData(500, PartnerFailureKind.Unknown, PartnerFailureKind.Unavailable)]
    [InlineData(502, PartnerFailureKind.Unknown, PartnerFailureKind.Unavailable)]
    [InlineData(504, PartnerFailureKind.Unknown, PartnerFailureKind.Unavailable)]
    public async Task Should_tell_apart_what_may_be_done_next(int status, PartnerFailureKind write,
        PartnerFailureKind read)
    {
        var clock = new SimulatedTime();
        var stub = new StubPartner().Answers(status);
        var client = Partner.Qliro(stub, clock);

        var created = await client.CreateOrder(Partner.Account, Requests.Create(), Partner.Ct);
        var got = await clock.Finish(client.GetOrder(Partner.Account, Partner.QliroId, Partner.Ct));

        (created.Failure!.Kind, created.Failure.Status).ShouldBe((write, status));
        (got.Failure!.Kind, got.Failure.Status).ShouldBe((read, status));
    }

    [Trait("qliro", "6")]
    [Theory]
    [InlineData("""{"ErrorCode":"INVALID_INPUT","ErrorMessage":"Property: X","ErrorReference":"ref-1"}""")]
    [InlineData("""{"ErrorCode":"INVALID_INPUT","DetailedErrorMessage":"Property: X","ErrorReference":"ref-1"}""")]
    [InlineData("""{"errorCode":"INVALID_INPUT","errorMessage":"Property: X","errorReference":"ref-1"}""")]
    public async Task Should_read_every_spelling_of_the_reason(string body)
    {
        var failure = await Refused(400, body);

        var error = QliroRefusal.Of(failure);

        error.Code.ShouldBe(ErrorCodes.QliroBadRequest);
        error.QliroError.ShouldBe(new QliroError
        {
            ErrorCode = "INVALID_INPUT", ErrorMessage = "Property: X",
            ErrorReference = "ref-1"
        });
    }

    [Trait("qliro", "5")]
    [Theory]
    [InlineData(401, "", ErrorCodes.QliroError)]
    [InlineData(403, "", ErrorCodes.QliroError)]
    [InlineData(404, "<not json>", ErrorCodes.QliroOrderNotFound)]
    [InlineData(404, """{"ErrorCode":"ORDER_NOT_FOUND"}""", ErrorCodes.QliroOrderNotFound)]
    [InlineData(400, """{"ErrorCode":"ORDER_NOT_FOUND"}""", ErrorCodes.QliroOrderNotFound)]
    [InlineData(400, """{"ErrorCode":"ORDER_EXPIRED"}""", ErrorCodes.QliroOrderExpired)]
    [InlineData(400, """{"ErrorCode":"MERCHANT_MISMATCH"}""", ErrorCodes.QliroBadRequest)]
    [InlineData(400, "[]", ErrorCodes.QliroBadRequest)]
    [InlineData(500, """{"ErrorCode":"SYSTEM_ERROR"}""", ErrorCodes.QliroError)]
    [InlineData(503, "", ErrorCodes.QliroError)]
    public async Task Should_give_the_published_code(int status, string body, string code)
        => QliroRefusal.Of(await Refused(status, body)).Code.ShouldBe(code);

    [Trait("qliro", "4")]
    [Fact]
    public async Task Should_say_what_to_check_when_the_signature_was_refused()
        => QliroRefusal.Of(await Refused(401, "")).Message.ShouldContain("merchantApiSecret");

    [Fact]
    public async Task Should_call_an_unreadable_success_of_a_write_unknown()
    {
        var answer = await Partner.Qliro(new StubPartner().Answers(201, "<html>"))
            .CreateOrder(Partner.Account, Requests.Create(), Partner.Ct);

        (answer.Failure!.Kind, answer.Failure.Status).ShouldBe((PartnerFailureKind.Unknown, 201));
    }

    private static async Task<PartnerFailure> Refused(int status, string body)
    {
        var stub = new StubPartner().Answers(status, body, "application/octet-stream");
        var answer = await Partner.Qliro(stub).CreateOrder(Partner.Account, Requests.Create(), Partner.Ct);
        return answer.Failure!;
    }
}
