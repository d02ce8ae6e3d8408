using Microsoft.Extensions.Logging;
using Orleans.Placement;

namespace QliroAdapter.Ops;

/// <summary>
/// Gathers the reports of all processes in memory, and reads from the store what waits, at most every few seconds. Its
/// room is bounded: so many processes, so many minutes of each.
/// </summary>
[Immovable]
public sealed partial class ClusterGrain(
    IGrainContext context, IPaymentRecords records, TimeProvider clock, ILogger<ClusterGrain> logger)
    : Grain(context), IClusterGrain
{
    /// <summary>The only one's key.</summary>
    public const string Key = "cluster";

    /// <summary>More than a cluster has; beyond it, those are forgotten that were silent for longest.</summary>
    public const int NodesMax = 100;

    /// <summary>How many merchants are told apart in what waits.</summary>
    public const int MerchantsMax = 50;

    /// <summary>A process that is silent for longer is no longer shown; its minutes still count.</summary>
    public static readonly TimeSpan SilentMax = TimeSpan.FromMinutes(1);

    /// <summary>What waits is read from the store no more often than this.</summary>
    public static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(10);

    // A report waits no longer than this for the store.
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Known> nodes = new(StringComparer.Ordinal);
    private readonly SortedList<DateTimeOffset, OutboxSample> samples = [];
    private IReadOnlyList<MerchantBacklog> waiting = [];
    private DateTimeOffset sampledAt;
    private Task sampling = Task.CompletedTask;

    public async Task<NodeReported> Report(ReportNode message)
    {
        // A process in a container has the name of the one before it.
        var start = $"{message.Node.Name} {message.Node.Silo} {message.Node.StartedAt.UtcTicks}";
        var isNew = !nodes.TryGetValue(start, out var known);
        if (known is null) nodes[start] = known = new(message.Node);
        known.Figures = message.Node with { HeardAt = clock.GetUtcNow() };
        foreach (var minute in message.Minutes) known.Minutes[minute.At] = minute;
        Forget();
        await Sample();
        return new() { IsNew = isNew };
    }

    public Task<ClusterFigures> ShowCluster(ShowCluster message)
    {
        var now = clock.GetUtcNow();
        return Task.FromResult(new ClusterFigures
        {
            Nodes =
            [
                .. nodes.Values.Select(one => one.Figures).Where(one => now - one.HeardAt <= SilentMax)
                    .OrderBy(one => one.Name, StringComparer.Ordinal),
            ],
            Minutes =
            [
                .. nodes.Values.SelectMany(one => one.Minutes.Values).GroupBy(minute => minute.At)
                    .OrderBy(group => group.Key).Select(group => TrafficMinute.Sum(group.Key, [.. group])),
            ],
            Outbox = [.. samples.Values],
            Waiting = waiting,
            Since = nodes.Values.Min(one => (DateTimeOffset?)one.Figures.StartedAt),
        });
    }

    private void Forget()
    {
        var oldest = TrafficRecorder.MinuteOf(clock.GetUtcNow()).AddMinutes(1 - TrafficRecorder.MinutesMax);
        foreach (var (start, known) in nodes)
        {
            while (known.Minutes.Count > 0 && known.Minutes.Keys[0] < oldest) known.Minutes.RemoveAt(0);
            if (known.Minutes.Count == 0 && clock.GetUtcNow() - known.Figures.HeardAt > SilentMax) nodes.Remove(start);
        }
        while (nodes.Count > NodesMax) nodes.Remove(nodes.MinBy(one => one.Value.Figures.HeardAt).Key);
        while (samples.Count > 0 && samples.Keys[0] < oldest) samples.RemoveAt(0);
    }

    private async Task Sample()
    {
        if (clock.GetUtcNow() - sampledAt < SampleInterval || !sampling.IsCompleted) return;
        sampledAt = clock.GetUtcNow();
        sampling = Read();
        try
        {
            await sampling.WaitAsync(timeout, clock);
        }
        catch (TimeoutException)
        {
            // The read goes on after the turn; a later page shows its result.
        }
    }

    /// <summary>Never throws: without the store there is no sample, and all else is shown.</summary>
    private async Task Read()
    {
        try
        {
            var at = clock.GetUtcNow();
            var backlog = await records.Backlog(at, CancellationToken.None);
            waiting = await records.Waiting(at, MerchantsMax, CancellationToken.None);
            samples[TrafficRecorder.MinuteOf(at)]
                = new(at, backlog.OutboxEntries, backlog.OldestUnparked);
        }
        catch (Exception problem)
        {
            NotSampled(problem);
        }
    }

    private sealed class Known(NodeFigures figures)
    {
        public NodeFigures Figures { get; set; } = figures;

        public SortedList<DateTimeOffset, TrafficMinute> Minutes { get; } = [];
    }
}
