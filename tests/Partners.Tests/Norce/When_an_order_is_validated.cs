namespace QliroAdapter.Partners.Tests.Norce;

public sealed class When_an_order_is_validated
{
    [Theory]
    [InlineData(200, "", "")]
    [InlineData(200, "[]", "")]
    [InlineData(200, "{}", "")]
    [InlineData(200, """{"errors":[]}""", "")]
    [InlineData(200, """[{"code":"out-of-stock","adapterId":"norce_adapter"}]""", "out-of-stock")]
    [InlineData(400, """[{"code":"out-of-stock","adapterId":"norce_adapter"}]""", "out-of-stock")]
    [InlineData(400, """{"errors":[{"code":"out-of-stock"},{"code":"price-changed"}]}""", "out-of-stock,price-changed")]
    [InlineData(400, """{"Errors":["out-of-stock"]}""", "out-of-stock")]
    [InlineData(400, "[]", "?")]
    public async Task Should_list_the_failures_in_either_shape(int status, string body, string codes)
    {
        var answer = await Partner.Norce(new StubPartner().Answers(status, body))
            .ValidateOrder(Partner.Order, Partner.Ct);

        string.Join(',', answer.Value!.Select(failure => failure.Code ?? "?")).ShouldBe(codes);
    }

    [Theory]
    [InlineData(400, "", PartnerFailureKind.Unavailable)]
    [InlineData(400, "<html>", PartnerFailureKind.Unavailable)]
    [InlineData(400, """{"code":"order-bad-request","message":"no"}""", PartnerFailureKind.Rejected)]
    [InlineData(404, "[]", PartnerFailureKind.Unavailable)]
    public async Task Should_not_take_another_refusal_for_a_list(int status, string body, PartnerFailureKind kind)
    {
        var answer = await Partner.Norce(new StubPartner().Answers(status, body))
            .ValidateOrder(Partner.Order, Partner.Ct);

        (answer.Failure!.Kind, answer.Failure.Status).ShouldBe((kind, status));
    }
}
