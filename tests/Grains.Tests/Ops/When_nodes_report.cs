using Microsoft.Extensions.Logging.Abstractions;
using QliroAdapter.Ops;

namespace QliroAdapter.Grains.Tests.Ops;

/// <summary>The grain that gathers what every process of the cluster reports.</summary>
public sealed class When_nodes_report
{
    private readonly SimulatedTime clock = new(new DateTimeOffset(2026, 3, 14, 12, 0, 30, TimeSpan.Zero));
    private readonly DateTimeOffset start = new(2026, 3, 14, 11, 0, 0, TimeSpan.Zero);
    private readonly Waiting records = new();

    [Fact]
    public async Task Should_show_the_sum_of_all_nodes()
    {
        var grain = Activate();
        await grain.Report(Of("one", Minute(purchases: 3, errors: 1)));
        await grain.Report(Of("two", Minute(purchases: 4, errors: 0)));

        var shown = await grain.ShowCluster(new());

        shown.Nodes.Select(node => node.Name).ShouldBe(["one", "two"]);
        shown.Minutes.Single().Purchases.ShouldBe(7);
        shown.Minutes.Single().Merchants.ShouldBe([new("acme", 20, 1)]);
    }

    [Fact]
    public async Task Should_count_a_minute_that_comes_again_once()
    {
        var grain = Activate();
        (await grain.Report(Of("one", Minute(purchases: 3)))).IsNew.ShouldBeTrue();
        (await grain.Report(Of("one", Minute(purchases: 5)))).IsNew.ShouldBeFalse();
        (await grain.ShowCluster(new())).Minutes.Single().Purchases.ShouldBe(5);
    }

    /// <summary>After a failover the grain is empty: each node must send all that it has.</summary>
    [Fact]
    public async Task Should_ask_for_everything_when_it_knows_nothing()
    {
        await Activate().Report(Of("one", Minute(purchases: 3)));
        (await Activate().Report(Of("one"))).IsNew.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_keep_the_figures_of_a_node_that_has_ended_and_no_longer_show_it()
    {
        var grain = Activate();
        await grain.Report(Of("gone", Minute(purchases: 3)));
        clock.Advance(TimeSpan.FromMinutes(10));
        await grain.Report(Of("one", Minute(purchases: 1)));

        var shown = await grain.ShowCluster(new());

        shown.Nodes.Select(node => node.Name).ShouldBe(["one"]);
        shown.Minutes.Sum(minute => minute.Purchases).ShouldBe(4);
    }

    [Fact]
    public async Task Should_tell_a_container_from_the_one_before_it_of_the_same_name()
    {
        var grain = Activate();
        await grain.Report(Of("adapter/1", Minute(purchases: 3)));
        clock.Advance(TimeSpan.FromMinutes(2));
        var next = Of("adapter/1", Minute(purchases: 1));
        (await grain.Report(next with { Node = next.Node with { StartedAt = clock.GetUtcNow() } })).IsNew.ShouldBeTrue();

        (await grain.ShowCluster(new())).Minutes.Sum(minute => minute.Purchases).ShouldBe(4);
    }

    [Fact]
    public async Task Should_forget_what_is_older_than_three_hours()
    {
        var grain = Activate();
        await grain.Report(Of("gone", Minute(purchases: 3)));
        clock.Advance(TimeSpan.FromHours(4));
        await grain.Report(Of("one"));
        (await grain.ShowCluster(new())).Minutes.ShouldBeEmpty();
        (await grain.ShowCluster(new())).Outbox.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_take_bounded_room()
    {
        var grain = Activate();
        for (var number = 0; number < ClusterGrain.NodesMax + 20; number++)
            await grain.Report(Of($"n{number:000}", Minute(purchases: 1)));
        (await grain.ShowCluster(new())).Nodes.Count.ShouldBe(ClusterGrain.NodesMax);
    }

    [Fact]
    public async Task Should_read_what_waits_every_few_seconds_and_keep_one_sample_a_minute()
    {
        var grain = Activate();
        records.Entries = 4;
        await grain.Report(Of("one"));
        records.Entries = 9;
        await grain.Report(Of("one"));
        (await grain.ShowCluster(new())).Outbox.Single().Entries.ShouldBe(4);

        clock.Advance(ClusterGrain.SampleInterval);
        await grain.Report(Of("one"));
        (await grain.ShowCluster(new())).Outbox.Single().Entries.ShouldBe(9);
        (await grain.ShowCluster(new())).Waiting.ShouldBe([new("acme", 1, 9, null)]);

        clock.Advance(TimeSpan.FromMinutes(1));
        await grain.Report(Of("one"));
        (await grain.ShowCluster(new())).Outbox.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_show_all_else_while_the_store_cannot_be_read()
    {
        var grain = Activate();
        records.Failure = new IOException("gone");
        await grain.Report(Of("one", Minute(purchases: 3)));

        var shown = await grain.ShowCluster(new());
        shown.Outbox.ShouldBeEmpty();
        shown.Minutes.Single().Purchases.ShouldBe(3);
    }

    private ClusterGrain Activate()
        => new(new OutsideSilo(ClusterGrain.Key), records, clock, NullLogger<ClusterGrain>.Instance);

    private ReportNode Of(string name, params TrafficMinute[] minutes) => new()
    {
        Node = new() { Name = name, Role = "Both", Version = "1", StartedAt = start },
        Minutes = minutes,
    };

    private TrafficMinute Minute(long purchases, long errors = 0) => new()
    {
        At = TrafficRecorder.MinuteOf(clock.GetUtcNow()), Purchases = purchases, Merchants = [new("acme", 10, errors)],
    };

    private sealed class Waiting : IPaymentRecords
    {
        public long Entries { get; set; }

        public Exception? Failure { get; set; }

        public Task<Backlog> Backlog(DateTimeOffset at, CancellationToken cancellation) => Failure is { } failure
            ? Task.FromException<Backlog>(failure)
            : Task.FromResult(new Backlog { OutboxEntries = Entries, Attention = [] });

        Task<IReadOnlyList<MerchantBacklog>> IPaymentRecords.Waiting(
            DateTimeOffset at, int max, CancellationToken cancellation)
            => Task.FromResult<IReadOnlyList<MerchantBacklog>>([new("acme", 1, Entries, null)]);

        public Task<IReadOnlyList<PaymentSummary>> Find(PaymentSearch search, CancellationToken cancellation)
            => throw new NotSupportedException();

        public Task<PagePlace?> EndOf(PaymentSearch search, CancellationToken cancellation)
            => throw new NotSupportedException();

        public Task<IReadOnlyList<StateCount>> CountByState(CancellationToken cancellation)
            => throw new NotSupportedException();

        public Task<IReadOnlyList<TimelineEntry>> Timeline(string key, int max, CancellationToken cancellation)
            => throw new NotSupportedException();

        public Task Probe(CancellationToken cancellation) => throw new NotSupportedException();
    }
}
