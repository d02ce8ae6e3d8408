using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Norce;

public sealed class When_a_state_change_is_only_accepted
{
    private const string Before = """{"id":"oTestAbc","state":{"currentStatus":"checkout"}}""";
    private const string After = """{"id":"oTestAbc","state":{"currentStatus":"Processing"}}""";

    [Fact]
    public async Task Should_wait_until_the_status_is_seen()
    {
        var clock = new SimulatedTime();
        var stub = new StubPartner().Answers(202).Answers(200, Before).Answers(200, Before).Answers(200, After);

        var answer = await clock.Finish(Partner.Norce(stub, clock)
            .PutState(Partner.Order, OrderStatus.Processing, Partner.Ct));

        answer.IsAccepted.ShouldBeTrue();
        stub.Requests.Count.ShouldBe(4);
        answer.Call.Took.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(600));
    }

    [Fact]
    public async Task Should_be_unknown_when_it_is_not_seen_in_five_reads()
    {
        var clock = new SimulatedTime();
        var stub = new StubPartner().Answers(202).Answers(200, Before);

        var answer = await clock.Finish(Partner.Norce(stub, clock)
            .PutState(Partner.Order, OrderStatus.Processing, Partner.Ct));

        (answer.Failure!.Kind, answer.Failure.Status).ShouldBe((PartnerFailureKind.Unknown, 202));
        stub.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Should_not_look_when_it_was_done_at_once()
    {
        var stub = new StubPartner().Answers(200);

        (await Partner.Norce(stub).PutState(Partner.Order, OrderStatus.Processing, Partner.Ct)).IsAccepted
            .ShouldBeTrue();
        stub.Requests.Count.ShouldBe(1);
    }
}
