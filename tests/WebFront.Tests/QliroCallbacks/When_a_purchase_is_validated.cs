using System.Net;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.WebFront.Tests.QliroCallbacks;

public sealed class When_a_purchase_is_validated
{
    [Fact]
    public async Task Should_approve_with_an_empty_200()
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromQliro("validate", Calls.Json("""{"OrderId":4000123,"OrderItems":[]}"""));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
        var message = front.Grains.Last.Message.ShouldBeOfType<ValidateOrder>();
        message.Order.OrderId!.Value.Value.ShouldBe(4000123);
        message.AnswerBy.ShouldBe(front.Clock.GetUtcNow() + TimeSpan.FromSeconds(4.3));
    }

    [Fact]
    public async Task Should_decline_in_every_published_spelling()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Judgement = new() { DeclineReason = "OutOfStock", DeclineReasonMessage = "Slut på lager." };
        var response = await front.FromQliro("validate", Calls.Json("{}"));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var decline = await response.ReadJson();
        decline.AsObject().Select(member => member.Key)
            .ShouldBe(["declineReasonMessage", "DeclineReason", "DeclineReasonMessage"]);
        decline["declineReasonMessage"]!.GetValue<string>().ShouldBe("Slut på lager.");
        decline["DeclineReasonMessage"]!.GetValue<string>().ShouldBe("Slut på lager.");
        decline["DeclineReason"]!.GetValue<string>().ShouldBe("OutOfStock");
    }

    [Fact]
    public async Task Should_cut_a_message_that_qliro_would_ignore()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Judgement = new() { DeclineReason = "Other", DeclineReasonMessage = new string('x', 200) };
        var decline = await (await front.FromQliro("validate", Calls.Json("{}"))).ReadJson();
        decline["DeclineReasonMessage"]!.GetValue<string>().Length.ShouldBe(150);
    }

    [Fact]
    public async Task Should_say_that_the_payment_is_unknown()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Refusal = new() { Code = ErrorCodes.PaymentNotFound, Message = "Unknown." };
        var response = await front.FromQliro("validate", Calls.Json("{}"));
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.ReadJson())["code"]!.GetValue<string>().ShouldBe("payment-not-found");
    }
}
