using QliroAdapter.Tests;

namespace QliroAdapter.Simulation.Engine;

/// <summary>
/// Time and scheduler in one: everything in a world is run by timers, and they fire one at a time on the one thread
/// that calls <see cref="Step"/>. Timers of the same moment fire in an order drawn from the seed. Without a
/// synchronization context every continuation runs inside the timer that released it, up to its next wait.
/// </summary>
internal sealed class WorldTime(Dice dice) : SimulatedTime(ties: dice.Next)
{
    /// <summary>
    /// Pauses between attempts are shorter than this and take no time here: the library that repeats reads draws them
    /// from a source outside of the seed, and cancelling such a pause continues its waiter on the thread pool.
    /// </summary>
    private static readonly TimeSpan shortPause = TimeSpan.FromMilliseconds(400);

    private readonly int thread = Environment.CurrentManagedThreadId;

    public override DateTimeOffset GetUtcNow()
    {
        MustBeOurThread();
        return base.GetUtcNow();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isShort = dueTime > TimeSpan.Zero && dueTime < shortPause;
        var timer = base.CreateTimer(callback, state, isShort ? Timeout.InfiniteTimeSpan : dueTime, period);
        if (isShort) callback(state);
        return timer;
    }

    /// <summary>Completes after this time.</summary>
    public Task Pause(TimeSpan pause)
    {
        var done = new TaskCompletionSource();
        At(pause, done.SetResult);
        return done.Task;
    }

    public void At(TimeSpan pause, Action what)
        => base.CreateTimer(Call, what, pause, Timeout.InfiniteTimeSpan);

    /// <summary>
    /// Throws when it is called on another thread: the call has left the simulation, and the seed no longer decides the
    /// order.
    /// </summary>
    public void MustBeOurThread()
    {
        if (Environment.CurrentManagedThreadId != thread)
            throw new InvalidOperationException(
                "A continuation ran outside the simulation's thread.\n" + Environment.StackTrace);
    }

    private static void Call(object? what) => ((Action)what!)();
}
