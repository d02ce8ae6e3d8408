namespace QliroAdapter.Ops;

/// <summary>
/// Channels whose configuration document could not be read when this process last asked, for ops pages and metrics.
/// Only channels that this process was asked about are known. Thread-safe and cheap.
/// </summary>
public interface IChannelHealth
{
    /// <summary>
    /// One per channel, the one that has been unavailable longest first, at most 100; empty while all can be read.
    /// </summary>
    IReadOnlyList<ChannelHealth> Stale { get; }
}

/// <summary>A channel whose configuration document cannot be read at present.</summary>
public sealed record ChannelHealth
{
    /// <summary>Names shop and purchase flow.</summary>
    public required ChannelKey Channel { get; init; }

    /// <summary>Since when it cannot be read.</summary>
    public required DateTimeOffset UnavailableSince { get; init; }

    /// <summary>When the document that is used meanwhile was read; absent when none is used.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>
    /// Until when that document is used (<c>Norce:ConfigurationStaleHours</c>); absent when none is used.
    /// </summary>
    public DateTimeOffset? ServesUntil { get; init; }
}
