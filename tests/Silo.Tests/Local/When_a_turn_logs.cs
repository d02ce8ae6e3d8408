using System.Diagnostics;
using QliroAdapter.Silo.Tests.Cluster;
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
        shop.Shop.Qliro.Faults.GoDown();

        (await shop.Push(purchase, trace)).ShouldBe(200);

        var line = LinesOf("Qliro was not available").First();
        ShouldNameThePayment(line);
        line.Scopes["TraceId"].ShouldBe(trace);
    }

    [Fact]
    public async Task Should_name_the_payment_and_a_trace_of_its_own_in_due_work()
    {
        shop.Shop.Qliro.Faults.GoDown();
        var trace = Traces.New();
        (await shop.Push(purchase, trace)).ShouldBe(200);

        await Eventually.Holds(() => LinesOf("Qliro was not available").Exists(OfDueWork));

        var line = LinesOf("Qliro was not available").First(OfDueWork);
        ShouldNameThePayment(line);
        line.Scopes["TraceId"].Length.ShouldBe(32);

        bool OfDueWork(Line one) => one.Scopes.GetValueOrDefault("TraceId") != trace;
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
