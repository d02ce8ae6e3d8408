using System.Net;

namespace QliroAdapter.WebFront.Tests.Callers;

public sealed class When_merchant_or_channel_is_missing
{
    [Theory]
    [MemberData(nameof(Route.Numbers), MemberType = typeof(Route))]
    public async Task Should_answer_problem_details_before_any_token_is_looked_at(int number)
    {
        await using var front = await RunningFront.Start();
        var route = Route.All[number];
        var names = route.Caller == "server" ? ("x-merchant", "x-channel") : ("merchant", "channel");
        await ShouldBeProblem(front, route.Call(front, merchant: null, bearer: null, callbackToken: null), names.Item1);
        await ShouldBeProblem(front, route.Call(front, channel: null, bearer: null, callbackToken: null), names.Item2);
        await ShouldBeProblem(
            front, route.Call(front, merchant: null, channel: null, bearer: "wrong"), names.Item1, names.Item2);
        front.Grains.Messages.ShouldBeEmpty();
    }

    private static async Task ShouldBeProblem(RunningFront front, HttpRequestMessage call, params string[] missing)
    {
        var response = await front.Client.SendAsync(call);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.ReadJson();
        problem["status"]!.GetValue<int>().ShouldBe(400);
        problem["title"]!.GetValue<string>().ShouldNotBeEmpty();
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe(missing);
    }
}
