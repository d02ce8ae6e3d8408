using System.Globalization;

namespace QliroAdapter.Ops;

/// <summary>How the pages write numbers and spans of time, in the invariant culture.</summary>
internal static class Text
{
    /// <summary>A span of time with one unit.</summary>
    public static string Gap(TimeSpan gap) => gap switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{gap.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{gap.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{gap.TotalMinutes:0.0} min"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{gap.TotalHours:0.0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{gap.TotalDays:0.0} days"),
    };

    public static string Times(long times) => string.Create(
        CultureInfo.InvariantCulture, $"{times:#,0} {(times == 1 ? "time" : "times")}");

    public static string Count(long count, string one, string many) => string.Create(
        CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many)}");

    /// <summary>A sum with its currency behind it, where it is known.</summary>
    public static string Money(decimal amount, string? currency) => string.Create(
        CultureInfo.InvariantCulture, $"{amount:#,0.00}{(string.IsNullOrEmpty(currency) ? "" : " " + currency)}");
}
