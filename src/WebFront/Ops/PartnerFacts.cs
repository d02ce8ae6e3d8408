namespace QliroAdapter.Ops;

/// <summary>One host of a partner as all nodes together see it: the worst of what each sees.</summary>
public sealed record PartnerFacts
{
    public required string Partner { get; init; }

    public required string Host { get; init; }

    /// <summary>Since when the first node's circuit is open; absent while all are closed.</summary>
    public DateTimeOffset? OpenSince { get; init; }

    /// <summary>When the next trial call is let through.</summary>
    public DateTimeOffset? TriedAgainAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public DateTimeOffset? FailedAt { get; init; }

    public long FailuresInARow { get; init; }

    public long CallsNotSent { get; init; }

    /// <summary>Nodes that have called it.</summary>
    public int Nodes { get; init; }

    /// <summary>Nodes whose circuit is open.</summary>
    public int NodesOpen { get; init; }

    public bool IsFailing => OpenSince is not null || FailuresInARow > 0;

    public static IReadOnlyList<PartnerFacts> Of(IReadOnlyList<NodeFigures> nodes) =>
    [
        .. nodes.SelectMany(node => node.Partners).GroupBy(one => (one.Partner, one.Host)).Select(Merged)
            .OrderBy(one => one.Partner, StringComparer.Ordinal).ThenBy(one => one.Host, StringComparer.Ordinal),
    ];

    private static PartnerFacts Merged(IGrouping<(string Partner, string Host), PartnerHealth> seen) => new()
    {
        Partner = seen.Key.Partner,
        Host = seen.Key.Host,
        OpenSince = seen.Min(one => one.OpenSince),
        TriedAgainAt = seen.Min(one => one.TriedAgainAt),
        AnsweredAt = seen.Max(one => one.AnsweredAt),
        FailedAt = seen.Max(one => one.FailedAt),
        FailuresInARow = seen.Max(one => one.FailuresInARow),
        CallsNotSent = seen.Sum(one => one.CallsNotSent),
        Nodes = seen.Count(),
        NodesOpen = seen.Count(one => one.OpenSince is not null),
    };
}
