using System.Diagnostics;

namespace QliroAdapter.Partners.Tests.Norce;

public sealed class When_a_turn_is_traced
{
    [Fact]
    public async Task Should_hand_the_turns_own_span_to_the_partner_and_keep_it_for_the_turn()
    {
        var stub = new StubPartner().Answers(200, "{}");
        using var turn = new Activity("turn").SetIdFormat(ActivityIdFormat.W3C).Start();
        turn.TraceStateString = "shop=1";
        turn.AddBaggage("shopper", "1");

        await Partner.Norce(stub).GetOrder(Partner.Order, Partner.Ct);

        stub.Request.Header("traceparent").ShouldBe(turn.Id);
        stub.Request.Header("tracestate").ShouldBeNull();
        stub.Request.Header("baggage").ShouldBeNull();
        Activity.Current.ShouldBe(turn);
    }

    [Fact]
    public async Task Should_leave_the_header_to_the_framework_when_somebody_listens()
    {
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == "System.Net.Http" };
        ActivitySource.AddActivityListener(listener);
        var stub = new StubPartner().Answers(200, "{}");
        using var turn = new Activity("turn").SetIdFormat(ActivityIdFormat.W3C).Start();

        await Partner.Norce(stub).GetOrder(Partner.Order, Partner.Ct);

        stub.Request.Header("traceparent").ShouldBeNull();
    }

    [Fact]
    public async Task Should_hand_on_nothing_else_when_somebody_listens()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        using var wire = new RealWire();
        using var turn = new Activity("turn").SetIdFormat(ActivityIdFormat.W3C).Start();
        turn.TraceStateString = "shop=1";
        turn.AddBaggage("shopper", "1");
        var serving = wire.ServeOnce("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");

        await wire.Qliro.CreateOrder(wire.Account, Requests.Create(), Partner.Ct);

        var sent = await serving;
        sent.ShouldContain("traceparent: 00-" + turn.TraceId);
        foreach (var header in (string[])["tracestate", "baggage", "Correlation-Context", "Request-Id"])
            sent.ShouldNotContain(header, Case.Insensitive);
    }
}
