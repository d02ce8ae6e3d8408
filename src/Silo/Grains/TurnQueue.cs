using QliroAdapter.EmbeddedSilo;

namespace QliroAdapter.Silo;

/// <summary>
/// One activation's turns: one at a time, in the order of arrival; a hook waits for its turn so long at most. The same
/// rules as the embedded engine's mailbox. Used from the activation's own scheduler only, which runs one thing at a
/// time, so nothing here is locked; the activation is reentrant, so that messages arrive while a turn waits for a
/// partner.
/// </summary>
internal sealed class TurnQueue(int limit, TimeProvider time, SiloMetrics metrics)
{
    private const TaskCreationOptions InItsOwnTime = TaskCreationOptions.RunContinuationsAsynchronously;

    private readonly LinkedList<TaskCompletionSource> waiting = new();
    private bool running;

    /// <summary>Runs the turn when it is its turn.</summary>
    /// <exception cref="GrainBusyException">Too many wait.</exception>
    public async Task Take(Func<Task> turn)
    {
        var arrived = time.GetTimestamp();
        if (Join() is { } place) await place.Value.Task;
        await Run(turn, arrived);
    }

    /// <summary>
    /// The same for a hook: the grain is told that one waits. False when it got no turn within
    /// <paramref name="patience"/>; then it never gets one.
    /// </summary>
    /// <inheritdoc cref="Take" path="/exception"/>
    public async Task<bool> TryTake(IHookAware grain, TimeSpan patience, Func<Task> turn)
    {
        var arrived = time.GetTimestamp();
        if (Join() is { } place)
        {
            grain.HookArrived();
            try
            {
                await place.Value.Task.WaitAsync(patience, time);
            }
            catch (TimeoutException) when (place.List is { } list)
            {
                list.Remove(place);
                metrics.HookOvertaken();
                return false;
            }
            catch (TimeoutException)
            {
                // Its turn came in the same moment.
            }
            finally
            {
                grain.HookServed();
            }
        }

        await Run(turn, arrived);
        return true;
    }

    // A place in the queue; none when the turn may begin at once.
    private LinkedListNode<TaskCompletionSource>? Join()
    {
        if (waiting.Count >= limit)
            throw new GrainBusyException($"{limit} messages wait for this payment; send it again later.");
        metrics.MessageQueued();
        if (running) return waiting.AddLast(new TaskCompletionSource(InItsOwnTime));
        running = true;
        return null;
    }

    private async Task Run(Func<Task> turn, long arrived)
    {
        var started = time.GetTimestamp();
        metrics.TurnStarted(time.GetElapsedTime(arrived, started));
        var threw = true;
        try
        {
            await turn();
            threw = false;
        }
        finally
        {
            metrics.TurnEnded(time.GetElapsedTime(started), threw);
            PassOn();
        }
    }

    // The turn goes from hand to hand: nobody who arrives meanwhile gets before those who wait.
    private void PassOn()
    {
        if (waiting.First is not { } next)
        {
            running = false;
            return;
        }

        waiting.Remove(next);
        next.Value.SetResult();
    }
}
