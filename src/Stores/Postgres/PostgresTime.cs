namespace QliroAdapter.Store;

/// <summary>Times as the database holds them: whole microseconds.</summary>
internal static class PostgresTime
{
    /// <summary>The microsecond the time falls in.</summary>
    public static DateTime Of(DateTimeOffset time) => time.UtcDateTime;

    /// <summary>The first whole microsecond not before the time, so that nothing is due before it is.</summary>
    public static DateTime NotBefore(DateTimeOffset time)
        => time.UtcDateTime.AddTicks(TimeSpan.TicksPerMicrosecond - 1);
}
