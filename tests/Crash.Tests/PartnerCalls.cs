using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Crash.Tests;

/// <summary>
/// Counts the adapter's calls as they arrive at its partners. The count tells how far a run has come, however busy the
/// machine is.
/// </summary>
internal sealed class PartnerCalls
{
    private readonly Lock gate = new();
    private TaskCompletionSource? reached;
    private int left;

    /// <summary>Observes every call that arrives here, and lets it pass.</summary>
    public void Watch(Faults faults) => faults.On(Arrived).Hold();

    /// <summary>Completes when that many more calls have arrived; the last of them is then being processed.</summary>
    public Task After(int calls)
    {
        lock (gate)
        {
            left = calls;
            reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return reached.Task;
        }
    }

    /// <summary>True for the adapter's calls, false for those of the shopper's page.</summary>
    private bool Arrived(WireRequest request)
    {
        if (request.Path.Contains("checkout-ui", StringComparison.Ordinal)) return false;
        lock (gate)
        {
            if (--left == 0) reached?.TrySetResult();
        }
        return false;
    }
}
