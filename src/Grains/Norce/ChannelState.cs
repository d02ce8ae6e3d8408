namespace QliroAdapter.Norce;

/// <summary>
/// What a channel's grain stores: the last good configuration document, which holds the merchant's secret and is sealed
/// when there are data keys (<see cref="IDocumentSeal"/>). JSON; members may be added, none renamed.
/// </summary>
public sealed record ChannelState
{
    /// <summary>The name under which it is stored.</summary>
    public const string Name = "channel";

    /// <summary>The storage provider's name.</summary>
    public const string Storage = "settings";

    /// <summary>The document as the Configuration API gave it; absent when none is kept, or it is sealed.</summary>
    public string? Document { get; init; }

    /// <summary>The document under a data key; absent when none is kept, or it is in clear.</summary>
    public string? Sealed { get; init; }

    /// <summary>
    /// When the document was read. May be older than its last read, because an unchanged document is not written each
    /// time.
    /// </summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>What has changed in the document, the newest first; at most <see cref="ChangesMax"/>.</summary>
    public IReadOnlyList<ChannelChange> Changes { get; init; } = [];

    /// <summary>As many as a person looks through.</summary>
    public const int ChangesMax = 20;
}
