namespace QliroAdapter.Ops;

/// <summary>
/// Channels of which the Configuration API has stopped giving the document, as this process last heard, for ops pages
/// and metrics. Only channels that this process was asked about are known. Thread-safe and cheap.
/// </summary>
public interface IChannelHealth
{
    /// <summary>One per channel, longest unavailable first, at most 100; none while all is well.</summary>
    IReadOnlyList<ChannelHealth> Stale { get; }
}

/// <summary>A channel whose configuration document cannot be read at present.</summary>
public sealed record ChannelHealth
{
    /// <summary>Whose it is.</summary>
    public required ChannelKey Channel { get; init; }

    /// <summary>Since when it cannot be read.</summary>
    public required DateTimeOffset UnavailableSince { get; init; }

    /// <summary>When the document that serves meanwhile was read; absent when none does.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Until when it serves (<c>Norce:ConfigurationStaleHours</c>); absent when none does.</summary>
    public DateTimeOffset? ServesUntil { get; init; }
}
