namespace QliroAdapter.Ops;

/// <summary>
/// The state of the partners' hosts as this process sees it, for ops pages, readiness and metrics. Only hosts that were
/// called are known. Thread-safe and cheap.
/// </summary>
public interface IPartnerHealth
{
    /// <summary>One per partner and host, ordered by name.</summary>
    IReadOnlyList<PartnerHealth> Hosts { get; }
}

/// <summary>The state of one host of a partner, as this process sees it.</summary>
public sealed record PartnerHealth
{
    /// <summary><c>Norce</c> or <c>Qliro</c>.</summary>
    public required string Partner { get; init; }

    /// <summary>Host and port.</summary>
    public required string Host { get; init; }

    /// <summary>Since when its circuit is open; absent while it is closed.</summary>
    public DateTimeOffset? OpenSince { get; init; }

    /// <summary>When the next call is let through as a trial; absent while the circuit is closed.</summary>
    public DateTimeOffset? TriedAgainAt { get; init; }

    /// <summary>Calls not sent since then, because the circuit is open.</summary>
    public long CallsNotSent { get; init; }

    /// <summary>When it last answered, if only with a refusal; absent when it never did.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When a call last failed: no connection, no answer, or an answer that says it is unavailable.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Calls that have failed since it last answered.</summary>
    public long FailuresInARow { get; init; }
}
