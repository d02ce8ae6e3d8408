namespace QliroAdapter.Simulation.Engine;

/// <summary>
/// Time and scheduler in one: nothing in a world goes on but by an alarm, and alarms ring one at a time on the one
/// thread that calls <see cref="Step"/>. Alarms of the same moment ring in an order drawn from the seed. Without a
/// synchronization context every continuation runs inside the alarm that released it, up to its next wait.
/// </summary>
internal sealed class SimulatedTime(Dice dice) : TimeProvider
{
    /// <summary>
    /// Pauses between tries are shorter than this and take no time here: the library that repeats reads draws its own
    /// from outside the seed, and a pause that is cancelled hands its waiter to the thread pool.
    /// </summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(400);

    private readonly PriorityQueue<Alarm, (long At, double Draw, long Number)> alarms = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private DateTimeOffset now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private long number;

    /// <summary>Alarms so far: while it stays the same, only the code that the last one released has run.</summary>
    public long Rung { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        MustBeOurThread();
        return now;
    }

    public override long GetTimestamp() => now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        if (dueTime > TimeSpan.Zero && dueTime < ShortPause)
        {
            callback(state);
            return timer;
        }
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Done after this long.</summary>
    public Task Pause(TimeSpan pause)
    {
        var done = new TaskCompletionSource();
        Ring(pause, done.SetResult);
        return done.Task;
    }

    public void At(TimeSpan pause, Action what) => Ring(pause, what);

    /// <summary>Rings the next alarm up to that moment; false when there is none, and then it is that moment.</summary>
    public bool Step(DateTimeOffset until)
    {
        while (alarms.TryPeek(out var alarm, out var when) && when.At <= until.UtcTicks)
        {
            alarms.Dequeue();
            if (alarm.IsOff) continue;
            if (when.At > now.UtcTicks) now = new(when.At, TimeSpan.Zero);
            Rung++;
            alarm.Ring();
            return true;
        }
        if (until > now) now = until;
        return false;
    }

    /// <summary>Whoever calls from another thread has left the simulation, and the seed no longer decides.</summary>
    public void MustBeOurThread()
    {
        if (Environment.CurrentManagedThreadId != thread)
            throw new InvalidOperationException(
                "A continuation ran outside the simulation's thread.\n" + Environment.StackTrace);
    }

    private Alarm Ring(TimeSpan pause, Action what)
    {
        MustBeOurThread();
        var alarm = new Alarm(what);
        alarms.Enqueue(alarm, ((now + pause).UtcTicks, dice.Draw(), ++number));
        return alarm;
    }

    private sealed class Alarm(Action what)
    {
        public bool IsOff { get; set; }

        public void Ring() => what();
    }

    private sealed class Timer(SimulatedTime time, Action callback) : ITimer
    {
        private Alarm? alarm;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (alarm is not null) alarm.IsOff = true;
            if (dueTime == Timeout.InfiniteTimeSpan) return true;
            alarm = time.Ring(dueTime, callback);
            return true;
        }

        public void Dispose()
        {
            if (alarm is not null) alarm.IsOff = true;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
