namespace QliroAdapter.Sandbox;

/// <summary>
/// The time of the simulators and of the adapter: the system's, until it is set forward. What waits for a moment that
/// is then over wakes at once. Elapsed time (<see cref="TimeProvider.GetTimestamp"/>) stays the system's. Thread-safe.
/// </summary>
public sealed class SandboxClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<Waiting> waiting = [];
    private long ahead;

    /// <summary>How far it is ahead of the system's time; zero or more.</summary>
    public TimeSpan Ahead => new(Interlocked.Read(ref ahead));

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    /// <summary>Sets it forward.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is below zero.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref ahead, by.Ticks);
        List<Waiting> all;
        lock (gate) all = [.. waiting];
        foreach (var timer in all) timer.Hasten();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Waiting(this, callback, state);
        lock (gate) waiting.Add(timer);
        timer.Start(dueTime, period);
        return timer;
    }

    private ITimer CreateSystemTimer(TimerCallback callback)
        => base.CreateTimer(callback, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private void Forget(Waiting timer)
    {
        lock (gate) waiting.Remove(timer);
    }

    private sealed class Waiting : ITimer
    {
        private readonly Lock gate = new();
        private readonly SandboxClock clock;
        private readonly TimerCallback callback;
        private readonly object? state;
        private readonly ITimer timer;
        private DateTimeOffset? dueAt;
        private TimeSpan period;

        public Waiting(SandboxClock clock, TimerCallback callback, object? state)
        {
            (this.clock, this.callback, this.state) = (clock, callback, state);
            timer = clock.CreateSystemTimer(_ => Fire());
        }

        public void Start(TimeSpan dueTime, TimeSpan every) => Change(dueTime, every);

        public bool Change(TimeSpan dueTime, TimeSpan every)
        {
            lock (gate)
            {
                period = every;
                dueAt = dueTime < TimeSpan.Zero ? null : clock.GetUtcNow() + dueTime;
                return timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }

        public void Hasten()
        {
            lock (gate)
            {
                if (dueAt is not { } due) return;
                var left = due - clock.GetUtcNow();
                timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            clock.Forget(this);
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            clock.Forget(this);
            return timer.DisposeAsync();
        }

        private void Fire()
        {
            lock (gate)
            {
                if (dueAt is null) return;
                if (period > TimeSpan.Zero) Change(period, period);
                else dueAt = null;
            }

            callback(state);
        }
    }
}
