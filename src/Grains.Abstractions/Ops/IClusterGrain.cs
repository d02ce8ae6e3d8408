using Orleans.Concurrency;
using QliroAdapter.OutgoingEvents;

namespace QliroAdapter.Ops;

/// <summary>
/// What all processes of a cluster, fronts included, tell of themselves: one grain, to which each reports every few
/// seconds and which every console asks. It keeps the figures in memory only. When its node dies, the next activation
/// asks each process for all that it still has; only the figures of processes that have ended are lost then.
/// </summary>
public interface IClusterGrain : IGrainWithStringKey
{
    /// <summary>Takes one process's report, and says what it must send next time.</summary>
    [ResponseTimeout("00:00:10")]
    Task<NodeReported> Report(ReportNode message);

    /// <summary>What is known of the cluster; changes nothing.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:10")]
    Task<ClusterFigures> ShowCluster(ShowCluster message);
}

/// <summary>Sent by every process every few seconds. Repeats are harmless: a minute replaces its former self.</summary>
public sealed record ReportNode
{
    /// <summary>What the process is and does now.</summary>
    public required NodeFigures Node { get; init; }

    /// <summary>Its minutes since the last report, that one included; in the first report all that it has.</summary>
    public required IReadOnlyList<TrafficMinute> Minutes { get; init; }
}

/// <summary>The answer to a report.</summary>
public sealed record NodeReported
{
    /// <summary>True when the grain knows only the minutes of this report: the next one must hold all.</summary>
    public required bool IsNew { get; init; }
}

/// <summary>Sent for a page of the console.</summary>
public sealed record ShowCluster;

/// <summary>One process as it reported itself.</summary>
public sealed record NodeFigures
{
    /// <summary>Machine and process, such as <c>adapter-1/4711</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Orleans' address of the silo; absent for a front.</summary>
    public string? Silo { get; init; }

    /// <summary>What it does: <c>Both</c>, <c>Front</c> or <c>Silo</c>.</summary>
    public required string Role { get; init; }

    public required string Version { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Payments and orders held in memory.</summary>
    public int Activations { get; init; }

    /// <summary>Messages that it sent and that wait for their turn.</summary>
    public int WaitingMessages { get; init; }

    public int RunningTurns { get; init; }

    /// <summary>True while it accepts messages.</summary>
    public bool IsReady { get; init; }

    /// <summary>The partners' hosts as it sees them.</summary>
    public IReadOnlyList<PartnerHealth> Partners { get; init; } = [];

    /// <summary>The channels whose configuration document it cannot read.</summary>
    public IReadOnlyList<ChannelHealth> Stale { get; init; } = [];

    /// <summary>Its newest attempts to tell the shop's endpoint of events, the newest first.</summary>
    public IReadOnlyList<EventAttempt> Events { get; init; } = [];

    /// <summary>When it reported this; set by the grain.</summary>
    public DateTimeOffset HeardAt { get; init; }
}

/// <summary>What is known of the cluster.</summary>
public sealed record ClusterFigures
{
    /// <summary>Every process that has reported lately, by name.</summary>
    public required IReadOnlyList<NodeFigures> Nodes { get; init; }

    /// <summary>
    /// All processes together, the oldest minute first; minutes in which nothing was served are left out.
    /// </summary>
    public required IReadOnlyList<TrafficMinute> Minutes { get; init; }

    /// <summary>What waited at the end of each minute, the oldest first.</summary>
    public required IReadOnlyList<OutboxSample> Outbox { get; init; }

    /// <summary>What waits by merchant, in the last sample.</summary>
    public required IReadOnlyList<MerchantBacklog> Waiting { get; init; }

    /// <summary>Since when there are figures; what was before is not known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Why these are the figures of one process only; absent when they are the cluster's.</summary>
    public string? Shortcoming { get; init; }
}

/// <summary>All outboxes at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="Entries">How many entries they had.</param>
/// <param name="Oldest">
/// When the oldest of them was first due, of payments of which nothing is parked; absent without one.
/// </param>
public sealed record OutboxSample(DateTimeOffset At, long Entries, DateTimeOffset? Oldest);

/// <summary>What waits of one merchant.</summary>
/// <param name="Merchant">Its name.</param>
/// <param name="NeedPerson">Payments that need a person.</param>
/// <param name="OutboxEntries">Entries in the outboxes of its payments.</param>
/// <param name="Oldest">
/// When the oldest of them was first due, of payments of which nothing is parked; absent without one. An older node
/// gives that of all.
/// </param>
public sealed record MerchantBacklog(string Merchant, long NeedPerson, long OutboxEntries, DateTimeOffset? Oldest)
{
    /// <summary>
    /// Those of the entries that wait in outboxes of payments of which something is parked; 0 when an older node
    /// counted.
    /// </summary>
    public long ParkedEntries { get; init; }
}
