using System.Net;

namespace QliroAdapter.WebFront.Tests.QliroCallbacks;

public sealed class When_a_purchase_cannot_be_judged_in_time
{
    [Theory]
    [InlineData("""{"Language":"fi-fi","Currency":"SEK"}""", "Tilausta")]
    [InlineData("""{"Country":"NO"}""", "Vi kunne ikke kontrollere bestillingen")]
    [InlineData("""{"BillingAddress":{"CountryCode":"DE"},"Currency":"EUR"}""", "Wir konnten")]
    [InlineData("""{"Currency":"SEK"}""", "Vi kunde inte")]
    [InlineData("""{"Currency":"EUR"}""", "We could not")]
    [InlineData("{}", "We could not")]
    public async Task Should_decline_before_qliro_stops_listening(string body, string begins)
    {
        await using var front = await RunningFront.Start();
        var hold = new TaskCompletionSource();
        front.Grains.Held = hold.Task;
        var call = front.FromQliro("validate", Calls.Json(body));
        await Eventually.True(() => front.Grains.Messages.Count == 1 && front.Clock.Waiting == 1);
        front.Clock.Advance(TimeSpan.FromSeconds(4.29));
        call.IsCompleted.ShouldBeFalse();
        front.Clock.Advance(TimeSpan.FromSeconds(0.02));
        var response = await call.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var decline = await response.ReadJson();
        decline["DeclineReason"]!.GetValue<string>().ShouldBe("Other");
        decline["DeclineReasonMessage"]!.GetValue<string>().ShouldStartWith(begins);
        front.Logs.Lines.ShouldContain(line => line.Id == 2200);
        hold.SetResult();
    }

    /// <summary>Qliro takes an answer that names no reason for an approval.</summary>
    [Theory]
    [InlineData("", 400)]
    [InlineData("null", 400)]
    [InlineData("{", 400)]
    [InlineData("""{"OrderItems":[{"Quantity":1.5}]}""", 400)]
    [InlineData("""{"OrderId":"x"}""", 400)]
    public async Task Should_decline_what_it_cannot_read(string body, int status)
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromQliro("validate", Calls.Json(body));
        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var decline = await response.ReadJson();
        decline["status"]!.GetValue<int>().ShouldBe(status);
        decline["DeclineReason"]!.GetValue<string>().ShouldBe("Other");
        decline["DeclineReasonMessage"]!.GetValue<string>().ShouldStartWith("We could not");
        decline["declineReasonMessage"]!.GetValue<string>().ShouldStartWith("We could not");
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_decline_when_judging_fails()
    {
        await using var front = await RunningFront.Start();
        Exception[] failures = [new GrainBusyException("full"), new InvalidOperationException("inner detail")];
        foreach (var failure in failures)
        {
            front.Grains.Failure = failure;
            var response = await front.FromQliro("validate", Calls.Json("""{"Currency":"SEK"}"""));
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            var decline = await response.Content.ReadAsStringAsync();
            decline.ShouldContain("Vi kunde inte");
            decline.ShouldNotContain("detail");
        }
        front.Logs.Lines.Count(line => line.Id == 2201).ShouldBe(2);
    }

    [Fact]
    public async Task Should_let_the_late_judgement_come_to_its_end()
    {
        await using var front = await RunningFront.Start();
        var hold = new TaskCompletionSource();
        front.Grains.Held = hold.Task;
        var call = front.FromQliro("validate", Calls.Json("{}"));
        await Eventually.True(() => front.Grains.Messages.Count == 1 && front.Clock.Waiting == 1);
        front.Clock.Advance(TimeSpan.FromSeconds(5));
        await call;
        front.Grains.Failure = new InvalidOperationException("late");
        hold.SetResult();
        await Eventually.True(() => front.Logs.Lines.Any(line => line.Id == 2201));
    }

    /// <summary>The request is over by then, and nothing of it may be asked.</summary>
    [Fact]
    public async Task Should_not_look_at_the_request_after_its_answer()
    {
        await using var front = await RunningFront.Start();
        var hold = new TaskCompletionSource();
        (front.Grains.Held, front.Grains.Judgement) = (hold.Task, new() { IsUndecided = true, DeclineReason = "Other" });
        var call = front.FromQliro("validate", Calls.Json("{}"));
        await Eventually.True(() => front.Grains.Messages.Count == 1 && front.Clock.Waiting == 1);
        front.Clock.Advance(TimeSpan.FromSeconds(5));
        (await call).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        for (var number = 0; number < 20; number++)
            (await front.Client.GetAsync(new Uri("/health/live", UriKind.Relative))).EnsureSuccessStatusCode();

        // What waited for it goes on within.
        hold.SetResult();

        front.Logs.Lines.Where(line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error).ShouldBeEmpty();
    }
}
