using System.Net;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests.Callers;

/// <summary>What of a call reaches the console's figures.</summary>
public sealed class When_calls_are_measured
{
    [Fact]
    public async Task Should_count_calls_by_merchant_and_keep_how_long_pushes_and_validates_took()
    {
        await using var front = await RunningFront.Start();
        (await front.FromQliro("push")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await front.FromQliro("validate", Calls.Json("{}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await front.FromServer(HttpMethod.Post, Calls.Payments)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var minute = await Minute(front, calls: 3);

        minute.Merchants.ShouldBe([new("norce", 3, 0)]);
        minute.Pushes.Count.ShouldBe(1);
        minute.Validates.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_count_as_an_error_what_the_adapter_or_a_partner_could_not_do()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Refusal = new() { Code = ErrorCodes.QliroError, Message = "Qliro does not answer." };
        await front.FromServer(HttpMethod.Post, Calls.Payments);
        front.Grains.Refusal = null;
        front.Grains.Failure = new InvalidOperationException("a mistake");
        await front.FromQliro("push");
        await front.FromQliro("validate", Calls.Json("{}"));
        front.Grains.Failure = null;
        front.Grains.Judgement = new() { DeclineReason = "Other", DeclineReasonMessage = "later", IsUndecided = true };
        await front.FromQliro("validate", Calls.Json("{}"));

        (await Minute(front, calls: 4)).Errors.ShouldBe(4);
    }

    [Fact]
    public async Task Should_not_count_as_an_error_what_the_caller_has_to_mend()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Refusal = new() { Code = ErrorCodes.OrderValidation, Message = "No." };
        await front.FromServer(HttpMethod.Post, Calls.Payments);
        front.Grains.Refusal = null;
        front.Grains.Judgement = new() { DeclineReason = "OutOfStock", DeclineReasonMessage = "gone" };
        await front.FromQliro("validate", Calls.Json("{}"));

        (await Minute(front, calls: 2)).Errors.ShouldBe(0);
    }

    /// <summary>Anybody could fill the figures otherwise.</summary>
    [Fact]
    public async Task Should_leave_out_whoever_does_not_prove_himself()
    {
        await using var front = await RunningFront.Start();
        await front.Client.PostAsync(
            new Uri($"{Calls.Callbacks}/push?merchant=made-up&channel=1&token=x", UriKind.Relative), null);
        await front.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
        await front.FromQliro("push");

        (await Minute(front, calls: 1)).Merchants.ShouldBe([new("norce", 1, 0)]);
    }

    /// <summary>A call is counted after its answer, which the caller may have before.</summary>
    private static async Task<TrafficMinute> Minute(RunningFront front, int calls)
    {
        await Eventually.True(() => front.Traffic.Since(DateTimeOffset.MinValue).Sum(minute => minute.Calls) >= calls);
        var minute = front.Traffic.Since(DateTimeOffset.MinValue).Single();
        minute.Calls.ShouldBe(calls);
        return minute;
    }
}
