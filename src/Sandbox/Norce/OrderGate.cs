namespace QliroAdapter.Sandbox.Norce;

/// <summary>
/// Held by the write that is running; other writes wait in the order in which they came. A waiting write continues on
/// the thread of the release, so that a single-threaded simulation stays on its thread. Safe for concurrent use.
/// </summary>
internal sealed class OrderGate
{
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> waiting = new();
    private bool isHeld;

    /// <summary>True when nobody held it; the caller then holds it.</summary>
    public bool TryEnter()
    {
        lock (gate) return !isHeld && (isHeld = true);
    }

    /// <summary>Completes when the caller holds it.</summary>
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
