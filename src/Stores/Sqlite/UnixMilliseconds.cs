namespace QliroAdapter.Store;

/// <summary>Times as the database holds them: whole milliseconds since 1970 UTC.</summary>
internal static class UnixMilliseconds
{
    /// <summary>The time, cut to the millisecond.</summary>
    public static long Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    /// <summary>The first whole millisecond not before the time, so that nothing becomes due too early.</summary>
    public static long NotBefore(DateTimeOffset time)
        => time.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds();

    public static DateTimeOffset ToTime(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
