namespace QliroAdapter.Payments;

/// <summary>
/// The hooks that wait for a turn of one payment, and the running turn. The turn is told of waiting hooks, whichever
/// came first. Outside of a silo a hook may arrive on another thread than the turn's. Thread-safe.
/// </summary>
internal sealed class HookQueue
{
    private readonly Lock gate = new();
    private readonly HashSet<object> waiting = new(ReferenceEqualityComparer.Instance);
    private TurnTimeout? running;

    /// <summary>A hook begins to wait.</summary>
    public void Join(object hook)
    {
        lock (gate)
        {
            waiting.Add(hook);
            running?.HookIsWaiting();
        }
    }

    /// <summary>The hook got its turn or gave up. Calling it twice is harmless.</summary>
    public void Leave(object hook)
    {
        lock (gate) waiting.Remove(hook);
    }

    /// <summary>Sets the running turn; null between turns.</summary>
    public void Running(TurnTimeout? time)
    {
        lock (gate)
        {
            running = time;
            if (waiting.Count > 0) time?.HookIsWaiting();
        }
    }
}
