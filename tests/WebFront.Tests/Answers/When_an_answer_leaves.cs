using System.Net;

namespace QliroAdapter.WebFront.Tests.Answers;

public sealed class When_an_answer_leaves
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public async Task Should_carry_the_callers_trace_id_on_success_and_on_every_kind_of_failure()
    {
        await using var front = await RunningFront.Start();
        await ShouldCarryTraceId(front, Route.All[0].Call(front), 200);
        await ShouldCarryTraceId(front, Route.All[0].Call(front, merchant: null), 400);
        await ShouldCarryTraceId(front, Route.All[0].Call(front, bearer: null), 401);
        await ShouldCarryTraceId(front, new(HttpMethod.Get, "/nowhere"), 404);
        await ShouldCarryTraceId(front, new(HttpMethod.Delete, Calls.Payments), 405);
        front.Grains.Failure = new InvalidOperationException();
        await ShouldCarryTraceId(front, Route.All[0].Call(front), 500);
    }

    [Fact]
    public async Task Should_carry_a_trace_id_of_its_own_when_the_caller_sent_none()
    {
        await using var front = await RunningFront.Start();
        var response = await front.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
        response.Headers.GetValues("x-trace-id").Single().ShouldMatch("^[0-9a-f]{32}$");
    }

    [Fact]
    public async Task Should_be_finished_by_the_grain_although_the_caller_hung_up()
    {
        await using var front = await RunningFront.Start();
        var hold = new TaskCompletionSource();
        front.Grains.Held = hold.Task;
        using var hangUp = new CancellationTokenSource();
        var call = front.Client.SendAsync(Route.All[0].Call(front), hangUp.Token);
        await Eventually.True(() => front.Grains.Messages.Count == 1);
        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
        front.Grains.Held.IsCompleted.ShouldBeFalse();
        hold.SetResult();
        front.Grains.Held = Task.CompletedTask;
        (await front.Client.SendAsync(Route.All[0].Call(front))).StatusCode.ShouldBe(HttpStatusCode.OK);
        front.Logs.Lines.ShouldNotContain(line => line.Id == 2100);
    }

    private static async Task ShouldCarryTraceId(RunningFront front, HttpRequestMessage call, int status)
    {
        call.Headers.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");
        var response = await front.Client.SendAsync(call);
        ((int)response.StatusCode).ShouldBe(status);
        response.Headers.GetValues("x-trace-id").ShouldBe([TraceId]);
    }
}
