namespace QliroAdapter.Norce;

/// <summary>
/// What a channel's grain stores: the last good configuration document, the merchant's secret in it. JSON; members may
/// be added, none renamed.
/// </summary>
public sealed record ChannelState
{
    /// <summary>The name under which it is stored.</summary>
    public const string Name = "channel";

    /// <summary>The storage provider's name.</summary>
    public const string Storage = "settings";

    /// <summary>The document as the Configuration API gave it; absent when none is kept.</summary>
    public string? Document { get; init; }

    /// <summary>
    /// When it was read, at the latest known to the store: a document that does not change is not written each time.
    /// </summary>
    public DateTimeOffset ReadAt { get; init; }
}
