namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_a_call_is_not_answered
{
    [Theory]
    [InlineData(HttpRequestError.ConnectionError, PartnerFailureKind.Unavailable)]
    [InlineData(HttpRequestError.NameResolutionError, PartnerFailureKind.Unavailable)]
    [InlineData(HttpRequestError.SecureConnectionError, PartnerFailureKind.Unavailable)]
    [InlineData(HttpRequestError.ResponseEnded, PartnerFailureKind.Unknown)]
    [InlineData(HttpRequestError.InvalidResponse, PartnerFailureKind.Unknown)]
    [InlineData(HttpRequestError.Unknown, PartnerFailureKind.Unknown)]
    public async Task Should_know_whether_a_write_may_have_arrived(HttpRequestError error, PartnerFailureKind kind)
    {
        var answer = await Partner.Qliro(new StubPartner().Fails(error))
            .CreateOrder(Partner.Account, Requests.Create(), Partner.Ct);

        (answer.Failure!.Kind, answer.Failure.Status).ShouldBe((kind, null));
    }

    /// <summary>The client's own, of a connection that ended as it was made: it is not one of its problems.</summary>
    [Fact]
    public async Task Should_not_know_of_a_connection_that_ended_as_it_was_made()
    {
        var stub = new StubPartner().Does(_ => Task.FromException<HttpResponseMessage>(
            new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.NotConnected)));

        var answer = await Partner.Qliro(stub).CreateOrder(Partner.Account, Requests.Create(), Partner.Ct);

        (answer.Failure!.Kind, answer.Failure.Status).ShouldBe((PartnerFailureKind.Unknown, null));
    }

    [Fact]
    public async Task Should_call_a_silent_write_unknown_after_the_limit()
    {
        var clock = new SimulatedTime();
        var stub = new StubPartner().StaysSilent();

        var answer = await clock.Finish(Partner.Qliro(stub, clock)
            .CreateOrder(Partner.Account, Requests.Create(), Partner.Ct));

        answer.Failure!.Kind.ShouldBe(PartnerFailureKind.Unknown);
        answer.Call.Took.ShouldBe(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
        stub.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_call_a_silent_read_unavailable_after_the_limit()
    {
        var clock = new SimulatedTime();

        var answer = await clock.Finish(
            Partner.Qliro(new StubPartner().StaysSilent(), clock).GetOrder(Partner.Account, Partner.QliroId,
                Partner.Ct));

        answer.Failure!.Kind.ShouldBe(PartnerFailureKind.Unavailable);
    }

    [Fact]
    public async Task Should_answer_unknown_and_not_throw_when_the_caller_gives_up()
    {
        using var caller = new CancellationTokenSource();
        var call = Partner.Qliro(new StubPartner().StaysSilent())
            .CreateOrder(Partner.Account, Requests.Create(), caller.Token);

        await caller.CancelAsync();

        (await call).Failure!.Kind.ShouldBe(PartnerFailureKind.Unknown);
    }

    [Fact]
    public async Task Should_send_nothing_for_a_caller_that_is_gone()
    {
        var stub = new StubPartner().Answers(201, """{"OrderId":1}""");

        var answer = await Partner.Qliro(stub)
            .CreateOrder(Partner.Account, Requests.Create(), new CancellationToken(true));

        answer.Failure!.Kind.ShouldBe(PartnerFailureKind.Unavailable);
        stub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_repeat_a_read_twice_at_most()
    {
        var clock = new SimulatedTime();
        var stub = new StubPartner().Answers(503);

        var answer = await clock.Finish(Partner.Qliro(stub, clock)
            .GetOrder(Partner.Account, Partner.QliroId, Partner.Ct));

        answer.Failure!.Kind.ShouldBe(PartnerFailureKind.Unavailable);
        stub.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Should_be_content_with_the_first_repeat_that_works()
    {
        var clock = new SimulatedTime();
        var stub = new StubPartner().Fails(HttpRequestError.ResponseEnded).Answers(200, """{"OrderId":4950001}""");

        var answer = await clock.Finish(Partner.Qliro(stub, clock)
            .GetOrder(Partner.Account, Partner.QliroId, Partner.Ct));

        answer.Value!.OrderId.ShouldBe(Partner.QliroId);
        stub.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_never_repeat_a_write()
    {
        var stub = new StubPartner().Answers(503);

        await Partner.Admin(stub).MarkItemsAsShipped(Partner.Account, Requests.Shipment(), Partner.Ct);

        stub.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_repeat_a_read_that_was_rejected()
    {
        var stub = new StubPartner().Answers(404);

        await Partner.Qliro(stub).GetOrder(Partner.Account, Partner.QliroId, Partner.Ct);

        stub.Requests.Count.ShouldBe(1);
    }
}
