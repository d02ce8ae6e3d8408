namespace QliroAdapter.OutgoingEvents;

/// <summary>
/// Spares a receiver that fails: after five failures in a row one call passes in thirty seconds, until one succeeds.
/// Thread-safe.
/// </summary>
internal sealed class ReceiverCircuit
{
    /// <summary>As many failures in a row open it.</summary>
    public const int FailuresMax = 5;

    /// <summary>The time between two trial calls.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private DateTimeOffset trialAt;
    private int failures;

    /// <summary>Calls that failed since the last success.</summary>
    public int Failures
    {
        get
        {
            lock (gate) return failures;
        }
    }

    /// <summary>False for a call that must not be made now.</summary>
    public bool MayPass(DateTimeOffset now)
    {
        lock (gate)
        {
            if (failures < FailuresMax) return true;
            if (now < trialAt) return false;
            trialAt = now + Pause;
            return true;
        }
    }

    /// <summary>Counts the result of a call that passed.</summary>
    public void Count(bool isSuccess, DateTimeOffset now)
    {
        lock (gate)
        {
            failures = isSuccess ? 0 : failures + 1;
            if (failures >= FailuresMax) trialAt = now + Pause;
        }
    }
}
