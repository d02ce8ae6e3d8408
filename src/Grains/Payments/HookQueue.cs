namespace QliroAdapter.Payments;

/// <summary>
/// The hooks that wait for a turn of one payment, and the turn that runs: it is told of them, whichever came first.
/// Outside a silo hooks may arrive on another thread than the turn's. Thread-safe.
/// </summary>
internal sealed class HookQueue
{
    private readonly Lock gate = new();
    private readonly HashSet<object> waiting = new(ReferenceEqualityComparer.Instance);
    private TurnTime? running;

    /// <summary>A hook waits from now on.</summary>
    public void Join(object hook)
    {
        lock (gate)
        {
            waiting.Add(hook);
            running?.HookIsWaiting();
        }
    }

    /// <summary>It got its turn, or gave up. Leaving twice is harmless.</summary>
    public void Leave(object hook)
    {
        lock (gate) waiting.Remove(hook);
    }

    /// <summary>The turn that runs now; null between turns.</summary>
    public void Running(TurnTime? time)
    {
        lock (gate)
        {
            running = time;
            if (waiting.Count > 0) time?.HookIsWaiting();
        }
    }
}
