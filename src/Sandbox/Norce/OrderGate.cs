namespace QliroAdapter.Sandbox.Norce;

/// <summary>
/// Held by the write that is under way; others wait in the order they came. Whoever waited goes on within the release,
/// on its thread: a simulation that lives on one thread stays on it. Safe for concurrent use.
/// </summary>
internal sealed class OrderGate
{
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> waiting = new();
    private bool isHeld;

    /// <summary>True when nobody held it: now the caller does.</summary>
    public bool TryEnter()
    {
        lock (gate) return !isHeld && (isHeld = true);
    }

    /// <summary>Done when the caller holds it.</summary>
    public Task Enter()
    {
        lock (gate)
        {
            if (!isHeld)
            {
                isHeld = true;
                return Task.CompletedTask;
            }

            var turn = new TaskCompletionSource();
            waiting.Enqueue(turn);
            return turn.Task;
        }
    }

    public void Leave()
    {
        TaskCompletionSource? next;
        lock (gate) isHeld = waiting.TryDequeue(out next);
        next?.SetResult();
    }
}
