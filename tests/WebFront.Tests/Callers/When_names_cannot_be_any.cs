using System.Net;
using System.Text;

namespace QliroAdapter.WebFront.Tests.Callers;

public sealed class When_names_cannot_be_any
{
    public static TheoryData<string> Names
        => ["sh\u00e5p", "a b", "a/b", "a,b", "..", ".", "a:b", "a\u200bb", new string('x', 101)];

    [Theory, MemberData(nameof(Names))]
    public async Task Should_be_problem_details_and_reach_no_payment(string name)
    {
        await using var front = await RunningFront.Start();

        await ShouldBeProblem(front, Call(front, name, "se"), "merchant");
        await ShouldBeProblem(front, Call(front, "norce", name), "channel");

        front.Grains.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a")]
    [InlineData("Shop-1_se.x")]
    public async Task Should_be_any_that_partners_can_be_sent(string name)
    {
        await using var front = await RunningFront.Start();

        (await front.Client.SendAsync(Call(front, name, new string('x', 100)))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_be_looked_at_after_the_token()
    {
        await using var front = await RunningFront.Start();
        var call = Call(front, "a b", "se");
        call.Headers.Authorization = null;

        (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Should_be_ids_of_at_most_200_characters()
    {
        await using var front = await RunningFront.Start();

        await ShouldBeProblem(front, Call(front, "norce", "1", new string('o', 201)), "order_id");
        await ShouldBeProblem(front, Call(front, "norce", "1", payment: new string('p', 201)), "payment_id");
        (await front.Client.SendAsync(Call(front, "norce", "1", new string('o', 200), new string('p', 200))))
            .StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact, Trait("norce", "63")]
    public async Task Should_take_a_body_with_half_an_emoji()
    {
        await using var front = await RunningFront.Start();
        var call = new HttpRequestMessage(HttpMethod.Post, Calls.Callbacks + "/update-payment")
            .WithBearer(RunningFront.AccessToken);
        call.Headers.Add("x-merchant", "norce");
        call.Headers.Add("x-channel", "1");
        call.Content = new StringContent(
            """{"id":"o1","cart":{"items":[{"name":"Mug \ud83d"}]},"x":"\udc00"}""", Encoding.UTF8, "application/json");

        (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static HttpRequestMessage Call(
        RunningFront front, string merchant, string channel, string order = "o1", string payment = "p1")
        => new HttpRequestMessage(
            HttpMethod.Post,
            $"/api/checkout/v1/callback/orders/{order}/payments/{payment}/customer-update"
                + $"?merchant={Uri.EscapeDataString(merchant)}&channel={Uri.EscapeDataString(channel)}")
            .WithBearer(RunningFront.AccessToken);

    private static async Task ShouldBeProblem(RunningFront front, HttpRequestMessage call, string member)
    {
        var response = await front.Client.SendAsync(call);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.ReadJson())["errors"]!.AsObject().Select(error => error.Key).ShouldBe([member]);
    }
}
