using System.Net;
using Microsoft.Extensions.Logging;

namespace QliroAdapter.WebFront.Tests.Answers;

public sealed class When_something_unforeseen_fails
{
    [Fact]
    public async Task Should_answer_500_without_details_and_log_once()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Failure = new InvalidOperationException("inner detail");
        var response = await front.FromServer(HttpMethod.Post, Calls.Payments);
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var body = await response.Content.ReadAsStringAsync();
        body.ShouldContain("internal-server-error");
        body.ShouldNotContain("detail");
        front.Logs.Lines.Count(line => line.Level >= LogLevel.Error).ShouldBe(1);
        front.Logs.Lines.Single(line => line.Level >= LogLevel.Error).Text.ShouldContain("inner detail");
    }

    [Fact]
    public async Task Should_make_qliro_repeat_a_push_that_could_not_be_stored()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Failure = new IOException("disk full");
        (await front.FromQliro("push", Calls.Json("{}"))).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Theory]
    [InlineData("push")]
    [InlineData("status")]
    public async Task Should_make_qliro_repeat_what_the_engine_could_not_take(string name)
    {
        await using var front = await RunningFront.Start();
        front.Grains.Failure = new GrainBusyException("full");
        var response = await front.FromQliro(name, Calls.Json("{}"));
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
        (await response.ReadJson())["code"]!.GetValue<string>().ShouldBe("internal-server-error");
    }

    /// <summary>The turn may go on, or never begin; the caller must look before it asks again.</summary>
    [Fact]
    public async Task Should_say_that_it_is_not_known_what_the_engine_did_not_answer_in_time()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Failure = new TimeoutException("Response did not arrive on time in 00:01:00.");

        using var response = await front.Client.SendAsync(Route.All[0].Call(front));

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
        var refused = await response.ReadJson();
        refused["code"]!.GetValue<string>().ShouldBe("internal-server-error");
        refused["message"]!.GetValue<string>().ShouldContain("before it is asked for again");
        front.Logs.Lines.ShouldContain(line => line.Id == 2104);
        front.Logs.Lines.ShouldNotContain(line => line.Id == 2100);
    }

    [Fact]
    public async Task Should_answer_a_hook_that_the_engine_did_not_answer_in_time_with_409()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Failure = new TimeoutException("late");
        (await front.FromServer(HttpMethod.Post, $"{Calls.Callbacks}/state-changed", Calls.Json("{}"))).StatusCode
            .ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("cart-changed")]
    [InlineData("state-changed")]
    [InlineData("update-payment")]
    public async Task Should_answer_a_hook_that_got_no_turn_with_409(string hook)
    {
        await using var front = await RunningFront.Start();
        front.Grains.Failure = new GrainBusyException("no turn within 4 s");
        var response = await front.FromServer(HttpMethod.Post, $"{Calls.Callbacks}/{hook}", Calls.Json("{}"));
        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await response.ReadJson())["code"]!.GetValue<string>().ShouldBe("order-conflict");
    }

    /// <summary>Whoever calls about one payment without end writes no log without end.</summary>
    [Fact]
    public async Task Should_log_the_first_of_a_minute_that_the_engine_could_not_take()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Failure = new GrainBusyException("full");
        for (var number = 0; number < 40; number++) await front.FromQliro("push", Calls.Json("{}"));
        front.Logs.Lines.Count(line => line.Id == 2101).ShouldBe(5);

        front.Clock.Advance(TimeSpan.FromMinutes(1));

        front.Logs.Lines.Where(line => line.Id == 2103).ShouldHaveSingleItem().Text.ShouldContain("35 more times");
    }
}
