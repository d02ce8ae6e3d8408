namespace QliroAdapter.Partners;

/// <summary>
/// Opens a host's circuit where calls are so few that the breaker never has enough of them in its window: after ten
/// failures in a row that took longer than the window. More than one shopper's page and its repeats make (3 x 3). While
/// it holds the circuit open, one trial call passes at a time. Not thread-safe; its circuit has a lock.
/// </summary>
/// <param name="window">The breaker's window; failures within it are the breaker's to judge.</param>
internal sealed class FailuresInARow(TimeSpan window)
{
    private const int FailuresMax = 10;

    private DateTimeOffset? first;
    private int failures;
    private int trials;

    /// <summary>True while it holds the circuit open.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>True while the trial call is under way.</summary>
    public bool IsTried { get; private set; }

    /// <summary>False for a call that must not be sent now.</summary>
    /// <param name="isDue">The time of the next trial call has come.</param>
    /// <param name="isTrial">This call is the trial call.</param>
    public bool MayPass(bool isDue, out bool isTrial)
    {
        isTrial = IsOpen && !IsTried && isDue;
        IsTried |= isTrial;
        return isTrial || !IsOpen;
    }

    /// <summary>
    /// Counts the result of a call that was let through; null when the breaker did not send it. The number of failed
    /// trial calls when the circuit opens, or stays open, by it; null otherwise.
    /// </summary>
    public int? Count(HostSign? sign, bool isTrial, bool isBreakerClosed, DateTimeOffset now)
    {
        if (isTrial) IsTried = false;
        if (sign == HostSign.Answers)
        {
            (IsOpen, failures, first) = (false, 0, null);
            return null;
        }

        if (isTrial) return ++trials;
        if (sign != HostSign.Unavailable) return null;
        first ??= now;
        failures++;
        if (IsOpen || !isBreakerClosed || failures < FailuresMax || now - first < window) return null;
        (IsOpen, trials) = (true, 0);
        return 0;
    }
}
