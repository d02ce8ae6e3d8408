using QliroAdapter.Checkout;

namespace QliroAdapter.WebFront.Tests.Checkout;

public sealed class When_the_storefront_shows_a_checkout
{
    [Fact]
    public async Task Should_create_on_the_orders_grain_and_answer_the_snippet_unchanged()
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromServer(HttpMethod.Post, Calls.Payments);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var answer = await response.ReadJson();
        answer.AsObject().Select(member => member.Key).ShouldBe(["paymentId", "htmlSnippet"]);
        answer["paymentId"]!.GetValue<string>().ShouldBe("p1");
        answer["htmlSnippet"]!.GetValue<string>().ShouldBe(FakeGrains.Snippet);
        front.Grains.Last.Key.ShouldBe("norce/1/o1");
        front.Grains.Last.Message.ShouldBeOfType<CreatePayment>();
    }

    [Fact]
    public async Task Should_get_from_the_payments_grain()
    {
        await using var front = await RunningFront.Start();
        var answer = await (await front.FromServer(HttpMethod.Get, Calls.Payments + "/p1")).ReadJson();
        answer["htmlSnippet"]!.GetValue<string>().ShouldBe(FakeGrains.Snippet);
        front.Grains.Last.ShouldBe(("norce/1/o1/p1", new GetPayment()));
    }

    [Fact]
    public async Task Should_remove_and_answer_nothing()
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromServer(HttpMethod.Post, Calls.Payments + "/p1/remove");
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
        front.Grains.Last.ShouldBe(("norce/1/o1/p1", new RemovePayment()));
    }

    [Fact]
    public async Task Should_take_a_body_it_does_not_need()
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromServer(HttpMethod.Post, Calls.Payments, Calls.Json("null", "text/plain"));
        response.IsSuccessStatusCode.ShouldBeTrue();
    }
}
