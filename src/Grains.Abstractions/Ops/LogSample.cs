namespace QliroAdapter.Ops;

/// <summary>
/// What callers can cause any number of times is logged only the first times of a minute; at the minute's end it is
/// told how many more there were. Thread-safe.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="logMore">Logs how many more there were.</param>
public sealed class LogSample(TimeProvider clock, Action<long> logMore) : IDisposable
{
    /// <summary>How many are logged in a minute. Enough to see where they come from.</summary>
    public const int LoggedMax = 5;

    private static readonly TimeSpan minute = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private ITimer? end;
    private int logged;
    private long more;

    /// <summary>False when one more is only counted.</summary>
    public bool MayLog()
    {
        lock (gate)
        {
            end ??= Timer();
            if (logged < LoggedMax)
            {
                logged++;
                return true;
            }
            more++;
            return false;
        }
    }

    /// <summary>Tells at once how many more there were.</summary>
    public void Dispose() => End();

    private void End()
    {
        long counted;
        lock (gate)
        {
            counted = more;
            end?.Dispose();
            (end, logged, more) = (null, 0, 0);
        }
        if (counted > 0) logMore(counted);
    }

    // The summary must not carry the log scope of the request that began the minute.
    private ITimer Timer()
    {
        using var apart = ExecutionContext.SuppressFlow();
        return clock.CreateTimer(_ => End(), null, minute, Timeout.InfiniteTimeSpan);
    }
}
