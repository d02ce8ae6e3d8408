namespace QliroAdapter.Partners;

/// <summary>
/// Exponential backoff: the first pause doubles from failure to failure, up to the longest. A quarter of each pause is
/// random (jitter), so that a recovering partner is not called for all payments, or by all nodes, at once. Pure.
/// </summary>
internal static class Backoff
{
    /// <summary>More doublings change nothing: 2^30 first pauses exceed any longest one.</summary>
    private const int DoublingsMax = 30;

    /// <summary>The pause after this many earlier failures.</summary>
    /// <param name="failures">0 for the first pause.</param>
    /// <param name="firstSeconds">The first pause.</param>
    /// <param name="longestSeconds">The longest pause.</param>
    /// <param name="jitter">Uniform in [0, 1).</param>
    public static TimeSpan Pause(int failures, double firstSeconds, double longestSeconds, double jitter)
    {
        var doubled = firstSeconds * Math.Pow(2, Math.Min(failures, DoublingsMax));
        return TimeSpan.FromSeconds(Math.Min(doubled, longestSeconds) * (0.75 + (0.25 * jitter)));
    }
}
