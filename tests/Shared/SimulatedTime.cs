namespace QliroAdapter.Tests;

/// <summary>
/// A clock that moves only when told to. Timers fire inside <see cref="Advance"/>, in the order of their due times,
/// each at its own time. Thread-safe.
/// </summary>
internal sealed class SimulatedTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<SimulatedTimer> armed = [];
    private readonly List<(int Timers, TaskCompletionSource Reached)> awaited = [];
    private DateTimeOffset now;

    public SimulatedTime(DateTimeOffset? start = null) => now = start ?? new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when so many timers or more are running: whoever is to wait for the clock does.</summary>
    public Task Timers(int atLeast)
    {
        lock (gate)
        {
            if (armed.Count >= atLeast) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((atLeast, reached));
            return reached.Task;
        }
    }

    /// <summary>How many timers are running.</summary>
    public int Waiting
    {
        get
        {
            lock (gate) return armed.Count;
        }
    }

    /// <summary>Moves in small steps until the work is done; bounded.</summary>
    public async Task<T> Finish<T>(Task<T> work)
    {
        for (var step = 0; step < 5000 && !work.IsCompleted; step++)
        {
            Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
        return await work;
    }

    /// <summary>Moves the clock on and fires what comes due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (NextUntil(end) is { } timer) timer.Fire();
    }

    /// <summary>Another machine's clock may be behind the one that wrote; no timer fires.</summary>
    public void SetBack(TimeSpan by)
    {
        lock (gate) now -= by;
    }

    // Moves to the next timer's time and takes it, or to the end.
    private SimulatedTimer? NextUntil(DateTimeOffset end)
    {
        lock (gate)
        {
            var next = armed.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            now = next is null ? end : next.Due > now ? next.Due : now;
            if (next is null) return null;
            if (next.Period > TimeSpan.Zero) next.Due += next.Period;
            else armed.Remove(next);
            return next;
        }
    }

    private void Set(SimulatedTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            armed.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan) return;
            (timer.Due, timer.Period) = (now + dueTime, period);
            armed.Add(timer);
            foreach (var reached in awaited.Where(waiter => armed.Count >= waiter.Timers))
                reached.Reached.TrySetResult();
        }
    }

    private sealed class SimulatedTimer(SimulatedTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Set(this, dueTime, period);
            return true;
        }

        public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
