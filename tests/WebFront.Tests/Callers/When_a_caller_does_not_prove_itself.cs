using System.Net;

namespace QliroAdapter.WebFront.Tests.Callers;

public sealed class When_a_caller_does_not_prove_itself
{
    [Trait("norce", "10")]
    [Theory]
    [MemberData(nameof(Route.Numbers), MemberType = typeof(Route))]
    public async Task Should_turn_it_away_and_send_no_message(int route)
    {
        await using var front = await RunningFront.Start();
        foreach (var wrong in (string?[])[null, "wrong", ""])
        {
            var call = Route.All[route].Call(front, bearer: wrong, callbackToken: wrong);
            var response = await front.Client.SendAsync(call);
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            var error = await response.ReadJson();
            error["code"]!.GetValue<string>().ShouldBe("unauthorized");
            error["message"]!.GetValue<string>().ShouldNotBeEmpty();
            error.AsObject().ContainsKey("qliroError").ShouldBeFalse();
        }
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_name_the_bearer_scheme()
    {
        await using var front = await RunningFront.Start();
        var response = await front.Client.SendAsync(Route.All[0].Call(front, bearer: null));
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    [Fact]
    public async Task Should_take_no_other_scheme()
    {
        await using var front = await RunningFront.Start();
        var call = Route.All[0].Call(front, bearer: null);
        call.Headers.Authorization = new("Basic", RunningFront.AccessToken);
        (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Should_not_open_the_browsers_routes_with_qliros_token()
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromQliro("customer-update");
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Should_not_open_qliros_routes_with_a_bearer_token()
    {
        await using var front = await RunningFront.Start();
        (await front.FromBrowser("push")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Should_turn_everybody_away_when_no_token_is_configured()
    {
        await using var front = await RunningFront.Start(
            ("Adapter:AccessTokens:0", null), ("Adapter:AccessTokens:1", null));
        foreach (var token in (string?[])[null, "", RunningFront.AccessToken])
        {
            var response = await front.Client.SendAsync(Route.All[0].Call(front, bearer: token));
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Should_turn_it_away_before_looking_at_the_body()
    {
        await using var front = await RunningFront.Start();
        var call = Route.All.Single(
            route => route.Path.EndsWith("update-payment", StringComparison.Ordinal)).Call(front, bearer: "wrong");
        call.Content = Calls.Json("{ not json");
        (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
