namespace QliroAdapter.Partners;

/// <summary>
/// A clock that nobody can set: it starts at the other clock's time and then only counts the time that passes.
/// Judgements about the last seconds use it, because a correction of the machine's clock would turn seconds into hours.
/// Thread-safe.
/// </summary>
internal sealed class SteadyClock(TimeProvider clock) : TimeProvider
{
    private readonly DateTimeOffset began = clock.GetUtcNow();
    private readonly long stamp = clock.GetTimestamp();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => began + clock.GetElapsedTime(stamp);

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => clock.CreateTimer(callback, state, dueTime, period);

    /// <summary>This clock's moment, as the other clock shows it now.</summary>
    public DateTimeOffset Shown(DateTimeOffset moment) => clock.GetUtcNow() + (moment - GetUtcNow());
}
