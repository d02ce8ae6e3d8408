using System.Diagnostics;
using System.Net.Http.Headers;
using QliroAdapter.Adapter.Tests.Alerts;
using QliroAdapter.Sandbox;

namespace QliroAdapter.Adapter.Tests.Telemetry;

/// <summary>
/// What happens to a payment over days is in many traces. Each of them links to the one before, and each delivery to
/// the turn that decided it.
/// </summary>
[Collection<WholeProcess>]
public sealed class When_a_payment_is_traced_over_days
{
    private readonly List<Activity> spans = [];

    [Fact]
    public async Task Should_link_a_delivery_to_the_turn_that_decided_it_and_each_turn_to_the_last()
    {
        using var listener = Listener();
        await using var adapter = await Watched.Start();
        var order = await adapter.Created();
        var created = Of("Payment.Begin").ShouldHaveSingleItem();
        var refused = adapter.Sandbox.Norce.Faults.On("PUT", order);
        adapter.Sandbox.Qliro.PushSwitches.Drop = _ => true;
        (await adapter.Sandbox.Qliro.CompleteAsync(adapter.QliroOrderOf(order))).Accepted.ShouldBeTrue();
        refused.Answer(401, times: 100000);
        (await Adapter.CallBare(adapter.CallbackUrl(order), """{"Status":"Completed"}""")).Status.ShouldBe(200);
        var push = Of("Payment.ReceivePush").ShouldHaveSingleItem();
        adapter.Sandbox.Norce.Faults.Clear();

        adapter.Forward(TimeSpan.FromDays(2));
        await Adapter.Until(() => adapter.Sandbox.Norce.Status(order) == "completed");

        var late = await Ended(() => Of("Outbox.SyncNorce").Find(span => span.TraceId != push.TraceId));
        late.Links.ShouldHaveSingleItem().Context.TraceId.ShouldBe(push.TraceId);
        var validation = Of("Payment.Validate").ShouldHaveSingleItem();
        validation.Links.ShouldHaveSingleItem().Context.TraceId.ShouldBe(created.TraceId);
        push.Links.ShouldHaveSingleItem().Context.TraceId.ShouldBe(validation.TraceId);
        var page = await Page(adapter, order);
        foreach (var turn in (Activity[])[created, validation, push]) page.ShouldContain(turn.TraceId.ToHexString());
    }

    [Fact]
    public async Task Should_keep_nothing_when_nobody_listens()
    {
        await using var adapter = await Watched.Start();
        var order = await adapter.Bought();

        (await Page(adapter, order)).ShouldNotContain("data-testid=\"traces\"");
    }

    /// <summary>What a shop quotes of an answer is on the payment's page, though nothing is logged or recorded.</summary>
    [Theory, InlineData(null), InlineData("4bf92f3577b34da6a3ce929d0e0e4736")]
    public async Task Should_show_the_trace_id_of_an_answer(string? callers)
    {
        await using var adapter = await Watched.Start();
        var order = await adapter.Created();
        adapter.Sandbox.Qliro.PushSwitches.Drop = _ => true;
        (await adapter.Sandbox.Qliro.CompleteAsync(adapter.QliroOrderOf(order))).Accepted.ShouldBeTrue();
        using var push = new HttpRequestMessage(HttpMethod.Post, adapter.CallbackUrl(order));
        if (callers is not null) push.Headers.Add("traceparent", $"00-{callers}-00f067aa0ba902b7-01");

        using var answer = await adapter.Client.SendAsync(push);

        answer.EnsureSuccessStatusCode();
        var quoted = answer.Headers.GetValues("x-trace-id").Single();
        quoted.ShouldBe(callers ?? quoted);
        (await Page(adapter, order)).ShouldContain($"data-testid=\"row-trace\">{quoted}</code>");
    }

    private ActivityListener Listener()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("QliroAdapter.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            SampleUsingParentId = (ref ActivityCreationOptions<string> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans) spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private List<Activity> Of(string name)
    {
        lock (spans) return [.. spans.Where(span => span.DisplayName == name)];
    }

    private static async Task<Activity> Ended(Func<Activity?> span)
    {
        await Adapter.Until(() => span() is not null);
        return span()!;
    }

    private static async Task<string> Page(Watched adapter, string order)
    {
        var sandbox = adapter.Sandbox;
        var key = Uri.EscapeDataString($"{sandbox.Merchant}/{sandbox.Channel}/{order}/{adapter.PaymentIdOf(order)}");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{sandbox.AdapterUrl}/ops/payment?key={key}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SandboxHost.OpsToken);
        using var answer = await adapter.Client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}
