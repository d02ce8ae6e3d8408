namespace QliroAdapter.Partners;

/// <summary>
/// A clock that nobody sets: it shows what the other showed when it was made, and the time that has passed since. What
/// is judged by the last seconds would else be judged by hours, or never, after the machine's clock was corrected.
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

    /// <summary>The same moment as the other clock shows it now.</summary>
    public DateTimeOffset Shown(DateTimeOffset moment) => clock.GetUtcNow() + (moment - GetUtcNow());
}
