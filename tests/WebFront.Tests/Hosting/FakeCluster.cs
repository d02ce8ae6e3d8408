using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests;

/// <summary>A cluster of the node that the records tell of, and whatever a test adds.</summary>
internal sealed class FakeCluster(FakeRecords records, TrafficRecorder traffic, TimeProvider clock) : ICluster
{
    public const string Silo = "S127.0.0.1:11111:1";

    private readonly DateTimeOffset startedAt = clock.GetUtcNow();

    /// <summary>Further nodes.</summary>
    public List<NodeFigures> Others { get; } = [];

    public List<MerchantBacklog> Waiting { get; } = [];

    public string? Shortcoming { get; set; }

    /// <summary>The node that holds every payment; null: none does.</summary>
    public string? HolderOfAll { get; set; } = Silo;

    public Task<ClusterFigures> Look(CancellationToken cancellation) => Task.FromResult(new ClusterFigures
    {
        Nodes = [Self(), .. Others],
        Minutes = traffic.Since(DateTimeOffset.MinValue),
        Outbox = [new(clock.GetUtcNow(), records.Payments.Sum(payment => payment.OutboxEntries), records.OldestUnparked)],
        Waiting = Waiting,
        Since = startedAt,
        Shortcoming = Shortcoming,
    });

    public Task<ClusterMembers> Members(CancellationToken cancellation) => Task.FromResult(new ClusterMembers
    {
        Silos = [new(Silo, "Active", "one", startedAt)],
        Grains = [new(Silo, "PaymentGrain", 5), new(Silo, "ChannelGrain", 1)],
    });

    public Task<string?> Holder(PaymentKey key, CancellationToken cancellation) => Task.FromResult(HolderOfAll);

    private NodeFigures Self() => new()
    {
        Name = "one/1", Silo = Silo, Role = "Both", Version = "1.2.3", StartedAt = startedAt,
        Activations = records.Activations, WaitingMessages = records.WaitingMessages,
        RunningTurns = records.RunningTurns, IsReady = records.IsReady, Partners = records.Hosts,
        Stale = records.Stale, HeardAt = clock.GetUtcNow(),
    };
}
