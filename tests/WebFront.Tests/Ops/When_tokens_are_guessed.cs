using System.Net;

namespace QliroAdapter.WebFront.Tests.Ops;

public sealed class When_tokens_are_guessed
{
    [Fact]
    public async Task Should_look_at_no_token_of_a_client_that_gave_five_wrong_ones_within_a_minute()
    {
        await using var front = await RunningFront.Start();
        var known = await new OpsBrowser(front).LogIn();
        var guesser = new OpsBrowser(front);
        for (var guess = 0; guess < 5; guess++)
            (await Guess(guesser, $"wrong-{guess}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        front.Clock.Advance(TimeSpan.FromSeconds(20));
        var refused = await Guess(guesser, RunningFront.OpsToken);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(40));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Try again in 40.0 s.");
        guesser.Cookie.ShouldBeNull();
        (await Bearer(front, RunningFront.OpsToken)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        // Who has logged in before is not kept out by somebody else's guesses.
        await known.Page("/ops");

        front.Clock.Advance(TimeSpan.FromSeconds(40));
        (await Guess(guesser, RunningFront.OpsToken)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Should_count_wrong_bearer_tokens_and_wrong_logins_together()
    {
        await using var front = await RunningFront.Start();
        for (var guess = 0; guess < 3; guess++)
            (await Bearer(front, $"wrong-{guess}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        for (var guess = 0; guess < 2; guess++) await Guess(new(front), $"wrong-{guess}");

        (await Bearer(front, RunningFront.OpsToken)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Should_let_another_client_in_until_there_are_sixty_wrong_ones_in_all()
    {
        await using var front = await RunningFront.Start(("Proxy:TrustedAddresses:0", "127.0.0.0/8"));
        for (var guess = 0; guess < 60; guess++)
        {
            (await Bearer(front, RunningFront.OpsToken, "198.51.100.7")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await Bearer(front, "wrong", $"203.0.113.{guess}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await Bearer(front, RunningFront.OpsToken, "198.51.100.7")).StatusCode
            .ShouldBe(HttpStatusCode.TooManyRequests);
        front.Clock.Advance(TimeSpan.FromMinutes(1));
        (await Bearer(front, RunningFront.OpsToken, "198.51.100.7")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_take_all_addresses_of_a_network_for_one_client()
    {
        await using var front = await RunningFront.Start(("Proxy:TrustedAddresses:0", "127.0.0.0/8"));
        for (var guess = 1; guess <= 5; guess++) await Bearer(front, "wrong", $"2001:db8:0:1::{guess}");

        (await Bearer(front, RunningFront.OpsToken, "2001:db8:0:1::9")).StatusCode
            .ShouldBe(HttpStatusCode.TooManyRequests);
        (await Bearer(front, RunningFront.OpsToken, "2001:db8:0:2::9")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_not_believe_a_guesser_that_names_other_addresses()
    {
        await using var front = await RunningFront.Start(("Proxy:TrustedAddresses:0", "192.0.2.1"));
        for (var guess = 0; guess < 5; guess++) await Bearer(front, "wrong", $"203.0.113.{guess}");

        (await Bearer(front, RunningFront.OpsToken, "203.0.113.9")).StatusCode
            .ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static Task<HttpResponseMessage> Guess(OpsBrowser browser, string token)
        => browser.Post("/ops/login", form: ("token", token));

    private static Task<HttpResponseMessage> Bearer(RunningFront front, string token, string? forwardedFor = null)
    {
        var call = new HttpRequestMessage(HttpMethod.Get, "/ops").WithBearer(token);
        if (forwardedFor is not null) call.Headers.Add("X-Forwarded-For", forwardedFor);
        return front.Client.SendAsync(call);
    }
}
