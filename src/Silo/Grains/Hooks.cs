using QliroAdapter.EmbeddedSilo;

namespace QliroAdapter.Silo;

/// <summary>How long hooks wait: Norce holds its order meanwhile.</summary>
internal static class Hooks
{
    /// <summary>For its turn, in the grain; the embedded engine's rule.</summary>
    public static readonly TimeSpan Patience = TurnPatience.Hook;

    /// <summary>
    /// For its answer, where it was sent: its turn and the turn's own limit of 4 s after it, less what a dead node may
    /// have cost; Norce gives up after 10 s.
    /// </summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8.5);
}
