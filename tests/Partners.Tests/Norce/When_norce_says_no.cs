using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Norce;

public sealed class When_norce_says_no
{
    [Theory]
    [InlineData(401, NorceResource.Order, ErrorCodes.Unauthorized)]
    [InlineData(403, NorceResource.Payment, ErrorCodes.Unauthorized)]
    [InlineData(409, NorceResource.Order, ErrorCodes.OrderConflict)]
    [InlineData(409, NorceResource.Payment, ErrorCodes.OrderConflict)]
    [InlineData(404, NorceResource.Order, ErrorCodes.OrderNotFound)]
    [InlineData(404, NorceResource.Payment, ErrorCodes.PaymentNotFound)]
    [InlineData(404, NorceResource.Shipping, ErrorCodes.ShippingNotFound)]
    [InlineData(400, NorceResource.Order, ErrorCodes.OrderBadRequest)]
    [InlineData(422, NorceResource.Order, ErrorCodes.OrderBadRequest)]
    [InlineData(400, NorceResource.Payment, ErrorCodes.PaymentError)]
    [InlineData(400, NorceResource.Shipping, ErrorCodes.ShippingError)]
    [InlineData(500, NorceResource.Order, ErrorCodes.OrderError)]
    [InlineData(503, NorceResource.Order, ErrorCodes.OrderError)]
    [InlineData(500, NorceResource.Payment, ErrorCodes.PaymentError)]
    [InlineData(404, NorceResource.Configuration, ErrorCodes.ConfigurationNotFound)]
    [InlineData(401, NorceResource.Configuration, ErrorCodes.ConfigurationError)]
    [InlineData(500, NorceResource.Configuration, ErrorCodes.ConfigurationError)]
    public async Task Should_give_the_published_code(int status, NorceResource resource, string code)
    {
        var answer = await Partner.Norce(new StubPartner().Answers(status, """{"code":"some-code"}"""))
            .PutPayment(Partner.Order, new() { Id = "p" }, Partner.Ct);

        NorceRefusal.Of(answer.Failure!, resource).Code.ShouldBe(code);
    }

    [Fact]
    public async Task Should_believe_that_the_order_itself_is_gone()
    {
        var stub = new StubPartner().Answers(404, """{"code":"order-not-found","message":"No such order."}""");

        var answer = await Partner.Norce(stub).PutPayment(Partner.Order, new() { Id = "p" }, Partner.Ct);

        var error = NorceRefusal.Of(answer.Failure!, NorceResource.Payment);
        (error.Code, error.Message).ShouldBe((ErrorCodes.OrderNotFound, "Norce: No such order."));
    }

    [Fact]
    public async Task Should_let_the_caller_see_a_conflict()
    {
        var stub = new StubPartner().Answers(409, """{"code":"order-conflict","message":"Changed meanwhile."}""");

        var failure = (await Partner.Norce(stub).PutState(Partner.Order, "accepted", Partner.Ct)).Failure!;

        (failure.Kind, failure.Status, failure.Code).ShouldBe((PartnerFailureKind.Rejected, 409, "order-conflict"));
        stub.Requests.Count.ShouldBe(1);
    }
}
