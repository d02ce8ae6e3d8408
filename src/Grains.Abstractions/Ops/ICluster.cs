namespace QliroAdapter.Ops;

/// <summary>What the console asks about the cluster that this process belongs to. Thread-safe.</summary>
public interface ICluster
{
    /// <summary>
    /// What is known of the cluster, this process as it is now. When the cluster cannot be asked in time, the figures
    /// of this process, and why.
    /// </summary>
    Task<ClusterFigures> Look(CancellationToken cancellation);

    /// <summary>The membership, and what each node holds in memory.</summary>
    Task<ClusterMembers> Members(CancellationToken cancellation);

    /// <summary>The node that holds a payment in memory.</summary>
    /// <returns>Orleans' address of its silo; null when no node does.</returns>
    Task<string?> Holder(PaymentKey key, CancellationToken cancellation);
}

/// <summary>The members of the cluster as its membership has them.</summary>
public sealed record ClusterMembers
{
    /// <summary>Silos that are not dead.</summary>
    public required IReadOnlyList<SiloMember> Silos { get; init; }

    /// <summary>How many grains each silo holds in memory, by kind.</summary>
    public required IReadOnlyList<GrainCount> Grains { get; init; }

    /// <summary>What could not be asked; absent when all could.</summary>
    public string? Shortcoming { get; init; }
}

/// <summary>One silo in the membership.</summary>
/// <param name="Silo">Orleans' address.</param>
/// <param name="Status">Orleans' word: <c>Active</c>, <c>Joining</c>, <c>ShuttingDown</c> …</param>
/// <param name="Host">The machine.</param>
/// <param name="StartedAt">When it started.</param>
public sealed record SiloMember(string Silo, string Status, string Host, DateTimeOffset StartedAt);

/// <summary>Grains of one kind in the memory of one silo.</summary>
/// <param name="Silo">Orleans' address.</param>
/// <param name="Kind">The grain's class, without namespace.</param>
/// <param name="Activations">How many.</param>
public sealed record GrainCount(string Silo, string Kind, int Activations);
