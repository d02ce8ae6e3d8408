using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

/// <summary>
/// The circuit opens after 20 calls within 30 s of which half met no partner. Trial calls follow after 5 s, then 10 …
/// up to 60.
/// </summary>
public sealed class When_a_partner_is_unavailable
{
    private static readonly OutageOptions options = new();

    private readonly SimulatedTime clock = new();
    private readonly PartnerCircuits circuits;

    public When_a_partner_is_unavailable() => circuits = Partner.Circuits(clock, options);

    [Theory]
    [InlineData(429, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    [InlineData(500, true)]
    [InlineData(408, true)]
    [InlineData(401, false)]
    [InlineData(200, false)]
    [InlineData(400, false)]
    [InlineData(404, false)]
    public async Task Should_be_told_by_what_no_single_order_can_cause(int status, bool isUnavailable)
    {
        var stub = new StubPartner().Answers(status);

        for (var call = 0; call < 40; call++) await Ship(stub);

        (Unavailable is not null).ShouldBe(isUnavailable);
        stub.Requests.Count.ShouldBe(isUnavailable ? options.CallsMin : 40);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ResponseEnded)]
    public async Task Should_be_told_by_broken_connections(HttpRequestError error)
    {
        var stub = new StubPartner().Fails(error);

        for (var call = 0; call < 40; call++) await Ship(stub);

        stub.Requests.Count.ShouldBe(options.CallsMin);
    }

    [Fact]
    public async Task Should_not_be_told_by_callers_that_withdraw()
    {
        var stub = new StubPartner().StaysSilent();

        for (var call = 0; call < 40; call++)
        {
            using var caller = new CancellationTokenSource();
            var shipping = Partner.Admin(stub, clock, circuits).MarkItemsAsShipped(
                Partner.Account, Requests.Shipment(), caller.Token);
            await caller.CancelAsync();
            (await shipping).Failure!.Kind.ShouldBe(PartnerFailureKind.Unknown);
        }

        Unavailable.ShouldBeNull();
    }

    [Fact]
    public async Task Should_refuse_a_money_call_as_one_that_never_left()
    {
        var stub = await CircuitOpen();

        var answer = await Ship(stub);

        (answer.Failure!.Kind, answer.Failure.Status).ShouldBe((PartnerFailureKind.Unavailable, null));
        QliroRefusal.Of(answer.Failure).Code.ShouldBe(ErrorCodes.QliroError);
        answer.Failure.Message.ShouldContain("was not sent: the circuit to Qliro is open");
        stub.Requests.Count.ShouldBe(options.CallsMin);
        circuits.Hosts.Single().CallsNotSent.ShouldBe(1);
    }

    [Fact]
    public async Task Should_still_call_the_outcome_unknown_of_the_call_that_tells()
    {
        var stub = new StubPartner().Fails(HttpRequestError.ResponseEnded);

        for (var call = 0; call < options.CallsMin; call++)
            (await Ship(stub)).Failure!.Kind.ShouldBe(PartnerFailureKind.Unknown);

        Unavailable.ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_be_tried_by_one_call_at_a_time_ever_more_seldom()
    {
        var stub = await CircuitOpen();
        stub.Answers(503);
        var tried = new List<double>();

        for (var second = 1; second <= 300; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            var before = stub.Requests.Count;
            for (var call = 0; call < 5; call++) await Ship(stub);
            (stub.Requests.Count - before).ShouldBeInRange(0, 1);
            if (stub.Requests.Count > before) tried.Add(second);
        }

        // 0.875 of 5, 10, 20, 40, 60 s, in whole seconds.
        tried.ShouldBe([5, 14, 32, 67, 120, 173, 226, 279]);
    }

    [Fact]
    public async Task Should_let_no_other_call_pass_while_one_tries()
    {
        var stub = await CircuitOpen();
        clock.Advance(TimeSpan.FromSeconds(5));
        stub.StaysSilent();
        var trying = Ship(stub);

        (await Ship(stub)).Failure!.Message.ShouldContain("was not sent");

        (await clock.Finish(trying)).Failure!.Kind.ShouldBe(PartnerFailureKind.Unknown);
        Unavailable.ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_stay_open_when_the_call_that_tries_is_withdrawn()
    {
        var stub = await CircuitOpen();
        clock.Advance(TimeSpan.FromSeconds(5));
        stub.StaysSilent();
        using var caller = new CancellationTokenSource();
        var trying = Partner.Admin(stub, clock, circuits).MarkItemsAsShipped(
            Partner.Account, Requests.Shipment(), caller.Token);

        await caller.CancelAsync();
        await trying;

        Unavailable.ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_be_back_with_the_first_answer()
    {
        var stub = await CircuitOpen();
        clock.Advance(TimeSpan.FromSeconds(5));
        stub.Answers(404);

        await Ship(stub);
        await Ship(stub);

        Unavailable.ShouldBeNull();
        stub.Requests.Count.ShouldBe(options.CallsMin + 2);
    }

    [Fact]
    public async Task Should_not_keep_calls_from_another_host()
    {
        var stub = await CircuitOpen();
        stub.Answers(404);

        var answer = await Partner.Admin(stub, clock, circuits).MarkItemsAsShipped(
            Partner.Account with { ApiUrl = "https://payments.qit.nu/" }, Requests.Shipment(), Partner.Ct);

        answer.Failure!.Status.ShouldBe(404);
        circuits.Hosts.Count(one => one.OpenSince is not null).ShouldBe(1);
    }

    [Fact]
    public async Task Should_give_each_payment_a_time_of_its_own_after_the_return()
    {
        var qliro = Partner.Qliro(await CircuitOpen(), clock, circuits);
        var first = circuits.Hosts.Single().TriedAgainAt!.Value;

        var times = Enumerable.Range(0, 6000).Select(_ => qliro.OpenUntil(Partner.Account)!.Value).ToList();

        times[0].ShouldBeInRange(first, first.AddSeconds(0.1));
        times.GroupBy(time => (int)(time - first).TotalSeconds).ShouldAllBe(second => second.Count() <= 11);
        times.Max().ShouldBeLessThan(first.AddMinutes(10.1));
        qliro.OpenUntil(Partner.Account)!.Value.ShouldBeLessThan(first.AddMinutes(10.2));
    }

    [Fact]
    public async Task Should_hold_nothing_back_when_it_may_be_tried()
    {
        var qliro = Partner.Qliro(await CircuitOpen(), clock, circuits);
        qliro.OpenUntil(Partner.Account).ShouldNotBeNull();

        clock.Advance(TimeSpan.FromSeconds(5));

        qliro.OpenUntil(Partner.Account).ShouldBeNull();
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public async Task Should_go_and_come_back_by_the_time_that_passes_however_the_clock_is_set(int seconds)
    {
        var set = new ProcessClock(clock);
        var own = Partner.Circuits(set, options);
        var stub = new StubPartner().Answers(404);
        for (var call = 0; call < 100; call++) await Send();
        clock.Advance(TimeSpan.FromSeconds(31));
        set.Skew = TimeSpan.FromSeconds(seconds);
        stub.Answers(503);

        for (var call = 0; call < options.CallsMin; call++) await Send();
        own.Hosts.Single().OpenSince.ShouldBe(set.GetUtcNow());
        set.Skew = TimeSpan.Zero;
        stub.Answers(404);
        clock.Advance(TimeSpan.FromSeconds(5));
        await Send();

        own.Hosts.Single().OpenSince.ShouldBeNull();

        Task Send()
            => Partner.Admin(stub, set, own).MarkItemsAsShipped(Partner.Account, Requests.Shipment(), Partner.Ct);
    }

    [Fact]
    public async Task Should_be_noticed_at_one_call_in_15_seconds()
    {
        var stub = new StubPartner().Answers(404);
        await Ship(stub);
        stub.Answers(503);

        for (var call = 0; call < 12; call++)
        {
            clock.Advance(TimeSpan.FromSeconds(15));
            await Ship(stub);
        }

        Unavailable.ShouldNotBeNull();
        stub.Answers(404);
        clock.Advance(TimeSpan.FromMinutes(2));
        await Ship(stub);
        Unavailable.ShouldBeNull();
    }

    [Fact]
    public async Task Should_be_tried_less_and_less_often_when_calls_are_few()
    {
        var stub = new StubPartner().Answers(503);
        for (var call = 0; call < 10; call++)
        {
            clock.Advance(TimeSpan.FromSeconds(15));
            await Ship(stub);
        }
        var sent = stub.Requests.Count;

        for (var second = 0; second < 120; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Ship(stub);
        }

        (stub.Requests.Count - sent).ShouldBeInRange(2, 5);
    }

    [Fact]
    public async Task Should_not_be_told_by_few_failures_between_answers()
    {
        var stub = new StubPartner();

        for (var call = 0; call < 100; call++)
        {
            clock.Advance(TimeSpan.FromSeconds(15));
            stub.Answers(call % 3 == 0 ? 404 : 503);
            await Ship(stub);
        }

        Unavailable.ShouldBeNull();
    }

    [Fact]
    public async Task Should_not_be_told_by_answers_that_are_too_large()
    {
        var stub = new StubPartner().Fails(HttpRequestError.ConfigurationLimitExceeded);

        for (var call = 0; call < 40; call++) await Ship(stub);

        Unavailable.ShouldBeNull();
    }

    [Fact]
    public void Should_be_remembered_of_so_many_hosts_only_and_for_so_long()
    {
        var qliro = Partner.Qliro(new(), clock, circuits);
        for (var host = 0; host < PartnerCircuits.CircuitsMax + 50; host++)
            qliro.OpenUntil(Partner.Account with { ApiUrl = $"https://m{host}.example/" });
        circuits.Hosts.Count.ShouldBe(PartnerCircuits.CircuitsMax);

        clock.Advance(PartnerCircuits.IdleMax);

        circuits.Hosts.ShouldBeEmpty();
    }

    private DateTimeOffset? Unavailable => circuits.Hosts.Single(one => one.Host == "pago.qit.nu").OpenSince;

    private Task<Answer<StartedTransactions>> Ship(StubPartner stub)
        => Partner.Admin(stub, clock, circuits).MarkItemsAsShipped(Partner.Account, Requests.Shipment(), Partner.Ct);

    private async Task<StubPartner> CircuitOpen()
    {
        var stub = new StubPartner().Answers(503);
        for (var call = 0; call < options.CallsMin; call++) await Ship(stub);
        Unavailable.ShouldNotBeNull();
        return stub;
    }
}
