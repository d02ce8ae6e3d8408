namespace QliroAdapter.Ops;

/// <summary>What the cluster page shows.</summary>
public sealed record ClusterFacts
{
    public required ClusterFigures Figures { get; init; }

    public required ClusterMembers Members { get; init; }

    /// <summary>The payment that was asked for; absent when none was.</summary>
    public string? Key { get; init; }

    /// <summary>Who holds it; see <see cref="HolderFacts"/>.</summary>
    public HolderFacts? Holder { get; init; }

    /// <summary>Every kind of grain that a node holds, our own first.</summary>
    public IReadOnlyList<string> Kinds =>
    [
        .. Members.Grains.GroupBy(count => count.Kind, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum(count => count.Activations))
            .ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key),
    ];

    /// <summary>The nodes of the membership, and fronts, which are only in the reports.</summary>
    public IReadOnlyList<ClusterNode> Nodes =>
    [
        .. Members.Silos.Select(silo => new ClusterNode(
            Figures.Nodes.FirstOrDefault(node => node.Silo == silo.Silo), silo)),
        .. Figures.Nodes.Where(node => Members.Silos.All(silo => silo.Silo != node.Silo))
            .Select(node => new ClusterNode(node, null)),
    ];
}

/// <summary>A node as it reports itself, and as the membership has it; one of the two may be missing.</summary>
public sealed record ClusterNode(NodeFigures? Figures, SiloMember? Member);

/// <summary>Which node holds a payment in memory.</summary>
public sealed record HolderFacts
{
    /// <summary>Orleans' address; absent when no node does, or when it is not known.</summary>
    public string? Silo { get; init; }

    /// <summary>The node's own name, as it reports itself.</summary>
    public string? Node { get; init; }

    /// <summary>True when the cluster could not be asked.</summary>
    public bool IsUnknown { get; init; }

    public static async Task<HolderFacts> Of(
        PaymentKey key, ICluster cluster, IReadOnlyList<NodeFigures>? nodes, CancellationToken cancellation)
    {
        try
        {
            var silo = await cluster.Holder(key, cancellation);
            return new() { Silo = silo, Node = nodes?.FirstOrDefault(node => node.Silo == silo)?.Name };
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return new() { IsUnknown = true };
        }
    }
}
