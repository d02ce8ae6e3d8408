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

        await Partner.Norce(stub).GetOrder(Partner.Order, Partner.Ct);

        stub.Request.Header("traceparent").ShouldBe(turn.Id);
        stub.Request.Header("tracestate").ShouldBe("shop=1");
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
}
