using QliroAdapter.Tests.Telemetry;

namespace QliroAdapter.WebFront.Tests.Telemetry;

[Collection(Alone.Name)]
public sealed class When_a_trace_comes_in
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    [Theory, InlineData(false), InlineData(true)]
    public async Task Should_go_on_without_what_the_caller_added(bool isExported)
    {
        await using var collector = await Collector.Start();
        await using var front = await RunningFront.Start(isExported ? collector.Settings : []);
        var call = Route.All[0].Call(front);
        call.Headers.Add("traceparent", $"00-{TraceId}-b7ad6b7169203331-01");
        call.Headers.Add("tracestate", "shop=1");
        call.Headers.Add("baggage", "shopper=anna");
        call.Headers.Add("Correlation-Context", "shopper=anna");

        (await front.Client.SendAsync(call)).EnsureSuccessStatusCode();

        var trace = front.Grains.Trace!;
        trace.TraceId.ToHexString().ShouldBe(TraceId);
        trace.TraceStateString.ShouldBeNull();
        trace.Baggage.ShouldBeEmpty();
        front.Grains.Carried.ShouldBeEmpty();
    }
}
