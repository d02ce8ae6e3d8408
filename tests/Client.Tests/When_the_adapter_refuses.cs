using System.Net;

namespace QliroAdapter.Client.Tests;

public sealed class When_the_adapter_refuses
{
    [Fact]
    public async Task Should_tell_code_message_and_what_qliro_said()
    {
        var wire = new Wire(Wire.Answer(400, """
            {"code":"qliro-bad-request","message":"Qliro refused order 7.",
             "qliroError":{"errorCode":"INVALID_ITEM","errorMessage":"no such item","errorReference":"r-1"}}
            """));

        var failure = await Should.ThrowAsync<AdapterException>(wire.Client().Capture("o1", "p1"));

        failure.Error.ShouldBe(new AdapterError
        {
            Code = "qliro-bad-request", Message = "Qliro refused order 7.",
            QliroError = new() { ErrorCode = "INVALID_ITEM", ErrorMessage = "no such item", ErrorReference = "r-1" },
        });
        (failure.StatusCode, failure.Outcome, failure.TraceId)
            .ShouldBe((HttpStatusCode.BadRequest, AdapterOutcome.Refused, "trace-1"));
        failure.Message.ShouldBe("POST /api/order/v1/orders/o1/payments/p1/capture was answered 400. "
            + "qliro-bad-request: Qliro refused order 7.");
    }

    [Fact]
    public async Task Should_tell_the_problem()
    {
        var wire = new Wire(Wire.Answer(400, """
            {"type":"about:blank","title":"One or more validation errors occurred.","status":400,
             "errors":{"x-channel":["The header 'x-channel' is required."]}}
            """, "application/problem+json"));

        var failure = await Should.ThrowAsync<AdapterException>(wire.Client().Create("o1"));

        failure.Error.ShouldBeNull();
        failure.Problem!.Errors!["x-channel"].ShouldBe(["The header 'x-channel' is required."]);
        failure.Message.ShouldEndWith("One or more validation errors occurred.");
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>", "text/html")]
    [InlineData("{", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("""{"code":7,"message":[]}""", "application/json")]
    [InlineData("[", "application/problem+json")]
    [InlineData("", "application/json")]
    public async Task Should_keep_what_somebody_between_says(string body, string type)
    {
        var wire = new Wire(Wire.Answer(502, body, type));

        var failure = await Should.ThrowAsync<AdapterException>(wire.Client().Create("o1"));

        (failure.Error, failure.Content, failure.Outcome).ShouldBe((null, body, AdapterOutcome.Unknown));
        failure.ContentType!.ShouldStartWith(type);
    }

    [Theory]
    [InlineData("<html>Welcome</html>")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task Should_not_take_something_else_for_a_success(string body)
    {
        var wire = new Wire(Wire.Answer(200, body));

        var failure = await Should.ThrowAsync<AdapterException>(wire.Client().Create("o1"));

        (failure.Outcome, failure.StatusCode).ShouldBe((AdapterOutcome.Unknown, HttpStatusCode.OK));
    }

    [Fact]
    public async Task Should_tell_why_qliro_is_declined()
    {
        var wire = new Wire(Wire.Answer(
            400, """{"declineReasonMessage":"Slut","DeclineReason":"OutOfStock","DeclineReasonMessage":"Slut"}"""));

        var failure = await Should.ThrowAsync<AdapterException>(
            wire.Client().Validate("o1", "p1", "norce", "1", "t", new System.Text.Json.Nodes.JsonObject()));

        failure.Decline.ShouldBe(new QliroDecline { DeclineReason = "OutOfStock", DeclineReasonMessage = "Slut" });
    }

    [Theory]
    [InlineData(400, "qliro-error", AdapterOutcome.Unknown)]
    [InlineData(500, "internal-server-error", AdapterOutcome.Unknown)]
    [InlineData(429, "", AdapterOutcome.NotReached)]
    [InlineData(408, "", AdapterOutcome.Unknown)]
    [InlineData(409, "payment-conflict", AdapterOutcome.Refused)]
    [InlineData(401, "unauthorized", AdapterOutcome.Refused)]
    public async Task Should_say_what_may_be_taken_for_true(int status, string code, AdapterOutcome outcome)
    {
        var wire = new Wire(Wire.Answer(status, $$"""{"code":"{{code}}","message":"m"}"""));

        (await Should.ThrowAsync<AdapterException>(wire.Client().Capture("o1", "p1"))).Outcome.ShouldBe(outcome);
    }

    [Fact]
    public void Should_print_no_secret()
    {
        new CheckoutOrder { PaymentId = "p1", HtmlSnippet = "<secret>" }.ToString().ShouldNotContain("secret");
        new RecurringToken { Value = "secret" }.ToString().ShouldNotContain("secret");
        new SavedCard { Id = "secret" }.ToString().ShouldNotContain("secret");
        new ShippingAddress { Street = "secret" }.ToString().ShouldNotContain("secret");
    }
}
