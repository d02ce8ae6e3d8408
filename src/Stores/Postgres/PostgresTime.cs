namespace QliroAdapter.Store;

/// <summary>Times as the database holds them: whole microseconds.</summary>
internal static class PostgresTime
{
    /// <summary>The time, cut to the microsecond.</summary>
    public static DateTime Of(DateTimeOffset time) => time.UtcDateTime;

    /// <summary>The first whole microsecond not before the time, so that nothing becomes due too early.</summary>
    public static DateTime NotBefore(DateTimeOffset time)
        => time.UtcDateTime.AddTicks(TimeSpan.TicksPerMicrosecond - 1);
}
