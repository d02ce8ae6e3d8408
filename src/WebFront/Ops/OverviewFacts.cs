using QliroAdapter.Payments;

namespace QliroAdapter.Ops;

/// <summary>What the overview shows, as it was at one moment.</summary>
public sealed record OverviewFacts
{
    public required OverviewQuery Query { get; init; }

    /// <summary>The newest count by state; absent in a list, and while the first count is under way.</summary>
    public CountedStates? Counts { get; init; }

    /// <summary>
    /// Payments that need a person, the most money first; at most <see cref="OverviewQuery.RowsMax"/>.
    /// </summary>
    public required IReadOnlyList<PaymentSummary> Waiting { get; init; }

    public required Backlog Backlog { get; init; }

    /// <summary>The payments found, or the latest ones.</summary>
    public required IReadOnlyList<PaymentSummary> Found { get; init; }

    /// <summary>Why the search could not find anything; absent when it did, or when there is nothing to say.</summary>
    public string? WhyNothing { get; init; }

    /// <summary>True when payments are found by e-mail address, too.</summary>
    public required bool FindsMail { get; init; }

    /// <summary>What all nodes report of themselves; of a list nothing is asked.</summary>
    public required ClusterFigures Cluster { get; init; }

    /// <summary>The last row that the search looked through, when it stopped there; absent otherwise.</summary>
    public PagePlace? LookedThrough { get; init; }

    /// <summary>How the nodes see the partners.</summary>
    public IReadOnlyList<PartnerFacts> Partners => PartnerFacts.Of(Cluster.Nodes);

    /// <summary>Channels whose configuration document a node cannot read, each once.</summary>
    public IReadOnlyList<ChannelHealth> Stale =>
    [
        .. Cluster.Nodes.SelectMany(node => node.Stale).GroupBy(one => one.Channel)
            .Select(group => group.MinBy(one => one.UnavailableSince)!).OrderBy(one => one.UnavailableSince),
    ];

    /// <summary>How many payments need a person.</summary>
    public long NeedPerson => Backlog.Attention.Sum(sum => sum.Payments);

    /// <summary>Entries that are delivered without a person, of all outboxes.</summary>
    public long OutboxDepth => Math.Max(0, Backlog.OutboxEntries - Backlog.ParkedEntries);

    /// <summary>Reads all that the overview shows, at once.</summary>
    public static async Task<OverviewFacts> Read(
        OverviewQuery query, AdapterOptions options, IPaymentRecords records, StateCounts counts, ICluster cluster,
        DateTimeOffset now, CancellationToken cancellation)
    {
        PaymentSearch waiting = new() { NeedsPersonAt = now, RowsMax = OverviewQuery.RowsMax };
        // SQLite's driver works in the caller's thread, so each read gets one.
        var asked = query.Search(options);
        var found = Task.Run(() => records.Find(asked, cancellation), cancellation);
        if (query.IsFiltered)
        {
            var rows = await found;
            return new()
            {
                Query = query,
                Waiting = [],
                Backlog = new() { Attention = [] },
                Found = rows,
                WhyNothing = rows.Count == 0 ? query.WhyNothing(options) : null,
                FindsMail = options.EmailHashKey is not null,
                LookedThrough = rows.Count < asked.RowsMax ? await records.EndOf(asked, cancellation) : null,
                Cluster = new() { Nodes = [], Minutes = [], Outbox = [], Waiting = [] },
            };
        }
        var counted = counts.Read(cancellation);
        var needing = Task.Run(() => records.Find(waiting, cancellation), cancellation);
        var backlog = Task.Run(() => records.Backlog(now, cancellation), cancellation);
        var figures = cluster.Look(cancellation);
        return new()
        {
            Query = query,
            Counts = await counted,
            Waiting = await needing,
            Backlog = await backlog,
            Found = await found,
            FindsMail = options.EmailHashKey is not null,
            Cluster = await figures,
        };
    }
}
