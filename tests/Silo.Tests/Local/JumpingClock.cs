namespace QliroAdapter.Silo.Tests.Local;

/// <summary>The system's clock, which a test can set ahead. Timers are not affected.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long ahead;

    public void Jump(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));
}
