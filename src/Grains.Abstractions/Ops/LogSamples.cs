using System.Collections.Concurrent;

namespace QliroAdapter.Ops;

/// <summary>
/// A <see cref="LogSample"/> for each kind of line, so that none hides behind another. Thread-safe.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="logMore">Logs of which kind how many more there were.</param>
public sealed class LogSamples(TimeProvider clock, Action<string, long> logMore)
{
    /// <summary>
    /// A kind may hold what a partner chooses, such as a status. Those that come after so many kinds share one sample.
    /// </summary>
    public const int KindsMax = 100;

    private const string Others = "others";

    private readonly ConcurrentDictionary<string, LogSample> samples = new(StringComparer.Ordinal);

    /// <summary>False when one more of this kind is only counted.</summary>
    /// <param name="kind">Ours, short, and nothing that a caller chooses.</param>
    public bool MayLog(string kind)
        => Of(samples.Count < KindsMax || samples.ContainsKey(kind) ? kind : Others).MayLog();

    /// <summary>Tells at once how many more there were.</summary>
    public void End()
    {
        foreach (var sample in samples.Values) sample.Dispose();
    }

    private LogSample Of(string kind) => samples.GetOrAdd(
        kind, static (made, all) => new(all.clock, more => all.logMore(made, more)), (clock, logMore));
}
