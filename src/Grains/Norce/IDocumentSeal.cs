namespace QliroAdapter.Norce;

/// <summary>
/// How a channel's document is stored: sealed when there are keys for it. The store has the keys; what reads the
/// documents knows none.
/// </summary>
public interface IDocumentSeal
{
    /// <summary>As it is stored.</summary>
    ChannelState Seal(ChannelState state, ChannelKey channel);

    /// <summary>As it was before it was stored; null, and why, when nobody can open it.</summary>
    ChannelState? Open(ChannelState stored, ChannelKey channel, out string? why);

    /// <summary>True when it would be stored as it is.</summary>
    bool IsCurrent(ChannelState stored);
}
