using System.Diagnostics;
using QliroAdapter.Silo.Tests.Run;

namespace QliroAdapter.Silo.Tests.Local;

/// <summary>Neither log scopes nor traces flow into turns by themselves.</summary>
public sealed class When_a_turn_logs : IAsyncLifetime
{
    private LocalShop shop = null!;
    private Purchase purchase = null!;

    public async ValueTask InitializeAsync()
    {
        shop = await LocalShop.Open();
        purchase = await shop.Buy();
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Should_name_the_payment_and_the_callers_trace()
    {
        var trace = Traces.New();
        shop.Shop.Qliro.Faults.On("GET", $"{purchase.QliroOrder}").Answer(503);

        (await shop.Push(purchase, trace)).ShouldBe(200);

        var line = LinesOf("Qliro was not available").ShouldHaveSingleItem();
        ShouldNameThePayment(line);
        line.Scopes["TraceId"].ShouldBe(trace);
    }

    [Fact]
    public async Task Should_name_the_payment_and_one_trace_in_due_work()
    {
        shop.Shop.Norce.Faults.On("*", $"/orders/{purchase.Order}").Answer(503, times: 3);
        (await shop.Push(purchase)).ShouldBe(200);

        await Cluster.Eventually.Holds(() => shop.Shop.Norce.Status(purchase.Order) == "completed");

        // The first was the push's, the last is of due work, which nobody called.
        var lines = LinesOf("Norce was not available");
        lines.Count.ShouldBeGreaterThan(1);
        foreach (var line in lines)
        {
            ShouldNameThePayment(line);
            line.Scopes["TraceId"].Length.ShouldBe(32);
        }

        lines[^1].Scopes["TraceId"].ShouldNotBe(lines[0].Scopes["TraceId"]);
    }

    [Fact]
    public async Task Should_be_a_span_under_the_callers_for_those_who_listen()
    {
        var trace = Traces.New();
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == IncomingCalls.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceId.ToHexString() == trace
                    ? ActivitySamplingResult.AllDataAndRecorded
                    : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                lock (spans) spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);

        (await shop.Push(purchase, trace)).ShouldBe(200);

        lock (spans) spans.Select(span => span.DisplayName).ShouldContain("Payment.ReceivePush");
        shop.Shop.Qliro.Log.Of("GET", $"{purchase.QliroOrder}").Select(Traces.Of).ShouldContain(trace);
    }

    private List<Line> LinesOf(string beginning)
        => [.. shop.Lines.All.Where(line => line.Text.StartsWith(beginning, StringComparison.Ordinal))];

    private void ShouldNameThePayment(Line line)
    {
        line.Scopes["merchant"].ShouldBe("acme");
        line.Scopes["channel"].ShouldBe("se-qliro");
        line.Scopes["orderId"].ShouldBe(purchase.Order);
        line.Scopes["paymentId"].ShouldBe(purchase.Payment);
    }
}
