namespace QliroAdapter.Adapter.Tests.Channels;

/// <summary>A process's own clock, for which an hour goes by at once. Timers run by the real one.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long ahead;

    private TimeSpan Ahead => TimeSpan.FromTicks(Volatile.Read(ref ahead));

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);

    public void Pass(TimeSpan time) => Interlocked.Add(ref ahead, time.Ticks);
}
