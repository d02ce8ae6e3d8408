using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.WebFront.Tests.Callers;

public sealed class When_names_cannot_be_any
{
    public static TheoryData<string> Names
        =>
        [
            "sh\u00e5p", "a b", "a/b", "a\\b", "a,b", "..", ".", "...", "../..", "%2e%2e", "a%2Fb", "a:b", "a@b", "a\0b",
            "a\nb", "a\u200bb", new string('x', 101),
        ];

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

    [Fact]
    public async Task Should_be_ids_whose_key_every_store_can_hold()
    {
        await using var front = await RunningFront.Start();
        var id = new string('\u6F22', 200);

        await ShouldBeProblem(front, Call(front, "norce", "1", id, id), "order_id");
        (await front.Client.SendAsync(Call(front, "norce", "1", id, "p1"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public static TheoryData<int> Numbers => Route.Numbers;
    [Theory, MemberData(nameof(Numbers))]
    public async Task Should_be_bounded_on_every_route(int number)
    {
        await using var front = await RunningFront.Start();
        var (route, huge) = (Route.All[number], new string('i', 3000));

        await ShouldBeProblem(front, Named(front, route, huge, "p1"), "order_id");
        if (route.Path.Contains("/p1", StringComparison.Ordinal))
            await ShouldBeProblem(front, Named(front, route, "o1", huge), "payment_id");
        foreach (var (merchant, channel) in ((string, string)[])[(huge, "1"), ("norce", huge), ("..", "1")])
        {
            // Qliro's token is bound to the names, so that with others it is no token.
            var status = (await front.Client.SendAsync(route.Call(front, merchant, channel))).StatusCode;
            status.ShouldBe(route.Caller == "qliro" ? HttpStatusCode.Unauthorized : HttpStatusCode.BadRequest);
        }
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("x-merchant", "..")]
    [InlineData("x-merchant", "a%2f..%2fb")]
    [InlineData("x-channel", "../../v1")]
    [InlineData("x-channel", "%2e%2e")]
    public async Task Should_lead_nowhere_from_a_header(string header, string value)
    {
        await using var front = await RunningFront.Start();
        var call = Route.All[0].Call(front);
        call.Headers.Remove(header);
        call.Headers.TryAddWithoutValidation(header, value);

        await ShouldBeProblem(front, call, header);

        front.Grains.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("%2e%2e")]
    [InlineData("%2E")]
    [InlineData("..%2f..")]
    [InlineData("%252e%252e")]
    public async Task Should_be_ids_that_lead_nowhere(string id)
    {
        await using var front = await RunningFront.Start();
        using var call = new HttpRequestMessage(HttpMethod.Get, new Uri(
            front.Client.BaseAddress + $"api/checkout/v1/orders/{id}/payments/p1",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
            .WithBearer(RunningFront.AccessToken);
        call.Headers.Add("x-merchant", "norce");
        call.Headers.Add("x-channel", "1");

        ((int)(await front.Client.SendAsync(call)).StatusCode).ShouldBeInRange(200, 499);

        foreach (var (key, _) in front.Grains.Messages)
            PaymentKey.Parse(key).OrderId.ShouldNotBeOneOf(".", "..");
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

    private static HttpRequestMessage Named(RunningFront front, Route route, string order, string payment)
    {
        var token = front.Services.GetRequiredService<CallbackTokens>().For(PaymentKey.Of("norce", "1", order, payment));
        var named = route with
        {
            Path = route.Path.Replace("/o1/", $"/{order}/", StringComparison.Ordinal)
                .Replace("/p1", $"/{payment}", StringComparison.Ordinal),
        };
        return named.Call(front, callbackToken: token);
    }

    private static async Task ShouldBeProblem(RunningFront front, HttpRequestMessage call, string member)
    {
        var response = await front.Client.SendAsync(call);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.ReadJson())["errors"]!.AsObject().Select(error => error.Key).ShouldBe([member]);
    }
}
