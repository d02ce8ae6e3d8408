namespace QliroAdapter.Ops;

/// <summary>
/// How this process finds its partners, for ops pages, readiness and metrics. Only hosts that were called are known.
/// Thread-safe and cheap.
/// </summary>
public interface IPartnerHealth
{
    /// <summary>One per partner and host, by name.</summary>
    IReadOnlyList<PartnerHealth> Hosts { get; }
}

/// <summary>One host of a partner as this process finds it.</summary>
public sealed record PartnerHealth
{
    /// <summary><c>Norce</c> or <c>Qliro</c>.</summary>
    public required string Partner { get; init; }

    /// <summary>Host and port.</summary>
    public required string Host { get; init; }

    /// <summary>Since when its circuit is open; absent while it answers.</summary>
    public DateTimeOffset? OpenSince { get; init; }

    /// <summary>When one call is let through to see whether it is back; absent while it answers.</summary>
    public DateTimeOffset? TriedAgainAt { get; init; }

    /// <summary>Calls not sent since then, because it is open.</summary>
    public long CallsNotSent { get; init; }
}
