using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_qliro_says_no
{
    private const string Own = """{"ErrorCode":"INVALID_INPUT"}""";
    private const string Page = "<html>nginx</html>";

    [Theory]
    [InlineData(400, Own, PartnerFailureKind.Rejected, PartnerFailureKind.Rejected, PartnerFailureKind.Rejected)]
    [InlineData(404, Own, PartnerFailureKind.Rejected, PartnerFailureKind.Rejected, PartnerFailureKind.Rejected)]
    [InlineData(409, Own, PartnerFailureKind.Rejected, PartnerFailureKind.Rejected, PartnerFailureKind.Rejected)]
    [InlineData(401, "", PartnerFailureKind.Rejected, PartnerFailureKind.Rejected, PartnerFailureKind.Rejected)]
    [InlineData(302, "", PartnerFailureKind.Rejected, PartnerFailureKind.Rejected, PartnerFailureKind.Rejected)]
    [InlineData(400, "", PartnerFailureKind.Unavailable, PartnerFailureKind.Unavailable, PartnerFailureKind.Unknown)]
    [InlineData(403, Page, PartnerFailureKind.Unavailable, PartnerFailureKind.Unavailable, PartnerFailureKind.Unknown)]
    [InlineData(404, Page, PartnerFailureKind.Unavailable, PartnerFailureKind.Unavailable, PartnerFailureKind.Unknown)]
    [InlineData(409, "[]", PartnerFailureKind.Unavailable, PartnerFailureKind.Unavailable, PartnerFailureKind.Unknown)]
    [InlineData(422, """{"code":"x"}""", PartnerFailureKind.Unavailable, PartnerFailureKind.Unavailable,
        PartnerFailureKind.Unknown)]
    [InlineData(408, "", PartnerFailureKind.Unavailable, PartnerFailureKind.Unavailable, PartnerFailureKind.Unknown)]
    [InlineData(429, Own, PartnerFailureKind.Unavailable, PartnerFailureKind.Unavailable, PartnerFailureKind.Unknown)]
    [InlineData(503, "", PartnerFailureKind.Unavailable, PartnerFailureKind.Unavailable, PartnerFailureKind.Unknown)]
    [InlineData(500, Own, PartnerFailureKind.Unavailable, PartnerFailureKind.Unknown, PartnerFailureKind.Unknown)]
    [InlineData(502, "", PartnerFailureKind.Unavailable, PartnerFailureKind.Unknown, PartnerFailureKind.Unknown)]
    [InlineData(504, "", PartnerFailureKind.Unavailable, PartnerFailureKind.Unknown, PartnerFailureKind.Unknown)]
    [InlineData(200, Page, PartnerFailureKind.Unavailable, PartnerFailureKind.Unknown, PartnerFailureKind.Unknown)]
    public async Task Should_tell_apart_what_may_be_done_next(
        int status, string body, PartnerFailureKind read, PartnerFailureKind replace, PartnerFailureKind create)
    {
        var clock = new SimulatedTime();
        var stub = new StubPartner().Answers(status, body, body == Page ? "text/html" : "application/json");

        var got = await clock.Finish(
            Partner.Admin(stub, clock).GetOrder(Partner.Account, Partner.QliroId, Partner.Ct));
        var put = await Partner.Qliro(stub, clock).UpdateOrder(
            Partner.Account, Partner.QliroId, new() { OrderItems = [Requests.Line()] }, Partner.Ct);
        var created = await Partner.Qliro(stub, clock).CreateOrder(Partner.Account, Requests.Create(), Partner.Ct);

        (got.Failure!.Kind, put.Failure!.Kind, created.Failure!.Kind).ShouldBe((read, replace, create));
        (got.Failure.Status, put.Failure.Status, created.Failure.Status).ShouldBe((status, status, status));
    }

    [Trait("qliro", "5")]
    [Theory]
    [InlineData("")]
    [InlineData("<not json>")]
    [InlineData("""{"ErrorCode":"ORDER_NOT_FOUND"}""")]
    public async Task Should_believe_a_404_of_the_merchant_api_whatever_its_body(string body)
    {
        var stub = new StubPartner().Answers(404, body, "application/octet-stream");

        var answer = await Partner.Qliro(stub).GetOrder(Partner.Account, Partner.QliroId, Partner.Ct);

        QliroRefusal.Of(answer.Failure!).Code.ShouldBe(ErrorCodes.QliroOrderNotFound);
        answer.Failure!.IsForeign.ShouldBe(!body.StartsWith('{'));
        stub.Requests.Count.ShouldBe(1);
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
    [InlineData(404, "<not json>", ErrorCodes.QliroError)]
    [InlineData(404, """{"ErrorCode":"ORDER_NOT_FOUND"}""", ErrorCodes.QliroOrderNotFound)]
    [InlineData(400, """{"ErrorCode":"ORDER_NOT_FOUND"}""", ErrorCodes.QliroOrderNotFound)]
    [InlineData(400, """{"ErrorCode":"ORDER_EXPIRED"}""", ErrorCodes.QliroOrderExpired)]
    [InlineData(400, """{"ErrorCode":"MERCHANT_MISMATCH"}""", ErrorCodes.QliroBadRequest)]
    [InlineData(400, "[]", ErrorCodes.QliroError)]
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
