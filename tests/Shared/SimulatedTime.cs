namespace QliroAdapter.Tests;

/// <summary>
/// The clock of every test: it moves only when it is told to. Timers fire one at a time on the thread that moves it, in
/// the order of their due times, and each sees its own due time as the present. Timers of the same moment fire in the
/// order in which they were set, or in the order of the numbers that <paramref name="ties"/> gives them. Thread-safe.
/// </summary>
internal class SimulatedTime(DateTimeOffset? start = null, Func<double>? ties = null) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<Alarm, (long At, double Tie, long Number)> alarms = new();
    private readonly List<(int Timers, TaskCompletionSource Reached)> awaited = [];
    private DateTimeOffset now = start ?? new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private long number;
    private int waiting;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers are running.</summary>
    public int Waiting
    {
        get { lock (gate) return waiting; }
    }

    /// <summary>
    /// Number of timers fired so far. While it does not change, only code that the last timer released has run.
    /// </summary>
    public long Fired { get; private set; }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp()
    {
        lock (gate) return now.UtcTicks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Completes when at least this many timers are running, which means that the code under test waits for the clock.
    /// </summary>
    public Task Timers(int min)
    {
        lock (gate)
        {
            if (waiting >= min) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((min, reached));
            return reached.Task;
        }
    }

    /// <summary>Moves the clock and fires the timers that become due.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (Step(end)) { }
    }

    /// <summary>
    /// Moves to the next timer that is due by then and fires it. When there is none, moves to that time and returns
    /// false.
    /// </summary>
    public bool Step(DateTimeOffset until)
    {
        if (Next(until) is not { } timer) return false;
        timer.Fire();
        return true;
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

    /// <summary>
    /// Sets the clock back without firing timers, as another machine's clock may be behind the one that wrote.
    /// </summary>
    public void SetBack(TimeSpan by)
    {
        lock (gate) now -= by;
    }

    private SimulatedTimer? Next(DateTimeOffset until)
    {
        lock (gate)
        {
            while (alarms.TryPeek(out var alarm, out var due) && due.At <= until.UtcTicks)
            {
                alarms.Dequeue();
                if (alarm.IsOff) continue;
                Fired++;
                waiting--;
                if (due.At > now.UtcTicks) now = new(due.At, TimeSpan.Zero);
                alarm.Timer.Rearm(due.At);
                return alarm.Timer;
            }
            if (until > now) now = until;
            return null;
        }
    }

    private Alarm Set(SimulatedTimer timer, long at)
    {
        var alarm = new Alarm(timer);
        alarms.Enqueue(alarm, (at, ties?.Invoke() ?? 0, ++number));
        waiting++;
        foreach (var one in awaited.Where(one => waiting >= one.Timers)) one.Reached.TrySetResult();
        return alarm;
    }

    private sealed class Alarm(SimulatedTimer timer)
    {
        public SimulatedTimer Timer => timer;

        public bool IsOff { get; set; }
    }

    private sealed class SimulatedTimer(SimulatedTime time, TimerCallback callback, object? state) : ITimer
    {
        private Alarm? alarm;
        private TimeSpan period;

        public void Fire() => callback(state);

        public void Rearm(long was) => alarm = period > TimeSpan.Zero ? time.Set(this, was + period.Ticks) : null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                Stop();
                this.period = period;
                if (dueTime >= TimeSpan.Zero) alarm = time.Set(this, (time.GetUtcNow() + dueTime).UtcTicks);
                return true;
            }
        }

        public void Dispose()
        {
            lock (time.gate) Stop();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Stop()
        {
            if (alarm is null) return;
            alarm.IsOff = true;
            alarm = null;
            time.waiting--;
        }
    }
}
