using System.Reflection;

namespace QliroAdapter.Ops;

/// <summary>What the overview shows, as it was at one moment.</summary>
public sealed record OverviewFacts
{
    public required OverviewQuery Query { get; init; }

    public required IReadOnlyList<StateCount> Counts { get; init; }

    /// <summary>
    /// Payments that need a person, the most money first; at most <see cref="OverviewQuery.RowsMax"/>.
    /// </summary>
    public required IReadOnlyList<PaymentSummary> Waiting { get; init; }

    public required Backlog Backlog { get; init; }

    /// <summary>The payments found, or the latest ones.</summary>
    public required IReadOnlyList<PaymentSummary> Found { get; init; }

    /// <summary>The last row that the search looked through, when it stopped there; absent otherwise.</summary>
    public PagePlace? LookedThrough { get; init; }

    public required ISiloStatistics Node { get; init; }

    public required IReadOnlyList<PartnerHealth> Partners { get; init; }

    public required IReadOnlyList<ChannelHealth> Stale { get; init; }

    /// <summary>How many payments need a person.</summary>
    public long NeedPerson => Backlog.Attention.Sum(sum => sum.Payments);

    /// <summary>Entries in all outboxes.</summary>
    public long OutboxDepth => Counts.Sum(count => count.OutboxEntries);

    /// <summary>The version of this program.</summary>
    public static string Version { get; } = typeof(OverviewFacts).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
