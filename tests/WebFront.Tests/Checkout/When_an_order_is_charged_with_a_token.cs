using QliroAdapter.Checkout;

namespace QliroAdapter.WebFront.Tests.Checkout;

public sealed class When_an_order_is_charged_with_a_token
{
    private const string Path = Calls.Payments + "/recurring";

    [Fact]
    public async Task Should_charge_on_the_orders_grain_and_answer_the_payments_id_alone()
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromServer(HttpMethod.Post, Path, Calls.Json("""{"token":"canary-token"}"""));
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"paymentId":"p1"}""");
        var (key, message) = front.Grains.Last;
        key.ShouldBe("norce/1/o1");
        message.ShouldBeOfType<CreateRecurringPayment>().Token.Reveal().ShouldBe("canary-token");
        message.ToString()!.ShouldNotContain("canary-token");
    }

    [Fact]
    public async Task Should_leave_a_missing_token_to_the_grain()
    {
        await using var front = await RunningFront.Start();
        await front.FromServer(HttpMethod.Post, Path, Calls.Json("{}"));
        front.Grains.Last.Message.ShouldBeOfType<CreateRecurringPayment>().Token.Reveal().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("token")]
    [InlineData("[]")]
    [InlineData("{\"token\":12}")]
    public async Task Should_answer_problem_details_to_a_body_it_cannot_read(string body)
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromServer(HttpMethod.Post, Path, Calls.Json(body));
        ((int)response.StatusCode).ShouldBe(400);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("order-bad-request", 400)]
    [InlineData("qliro-bad-request", 400)]
    [InlineData("order-not-found", 404)]
    [InlineData("order-conflict", 409)]
    [InlineData("payment-conflict", 409)]
    public async Task Should_answer_each_refusal_with_its_status(string code, int status)
    {
        await using var front = await RunningFront.Start();
        front.Grains.Refusal = new() { Code = code, Message = "No." };
        var response = await front.FromServer(HttpMethod.Post, Path, Calls.Json("""{"token":"t"}"""));
        ((int)response.StatusCode).ShouldBe(status);
        (await response.ReadJson())["code"]!.GetValue<string>().ShouldBe(code);
    }
}
