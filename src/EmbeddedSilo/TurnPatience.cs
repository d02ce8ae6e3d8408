namespace QliroAdapter.EmbeddedSilo;

/// <summary>How long a message waits for its turn, and how often another node's turn is asked after.</summary>
internal static class TurnPatience
{
    /// <summary>Norce holds its order while a hook waits; longer than this it does not help anybody.</summary>
    public static readonly TimeSpan Hook = TimeSpan.FromSeconds(4);

    /// <summary>The longest turn, a creation, waits 40 s for partners; who waits longer sends it again later.</summary>
    public static readonly TimeSpan Call = TimeSpan.FromSeconds(45);

    /// <summary>A turn without slow partners is over in a few milliseconds.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(4);

    private static readonly TimeSpan longestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asked after ever more seldom, twenty times a second at last.</summary>
    public static TimeSpan After(TimeSpan pause) => pause * 2 < longestPause ? pause * 2 : longestPause;
}
