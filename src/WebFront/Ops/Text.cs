using System.Globalization;

namespace QliroAdapter.Ops;

/// <summary>How the pages write numbers and spans of time, in the invariant culture.</summary>
internal static class Text
{
    private const int CommitMax = 8;

    /// <summary>A span of time with one unit.</summary>
    public static string Gap(TimeSpan gap) => gap switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{gap.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{gap.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{gap.TotalMinutes:0.0} min"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{gap.TotalHours:0.0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{gap.TotalDays:0.0} days"),
    };

    public static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A number with at most one decimal and no separators, for people and scripts.</summary>
    public static string Short(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A share as per cent; of a small one more decimals.</summary>
    public static string Share(double share) => string.Create(
        CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    /// <summary>A version with the beginning of its commit.</summary>
    public static string Version(string version)
        => version.IndexOf('+', StringComparison.Ordinal) is var plus and >= 0 && version.Length > plus + CommitMax
            ? version[..(plus + 1 + CommitMax)]
            : version;

    public static string Times(long times) => string.Create(
        CultureInfo.InvariantCulture, $"{times:#,0} {(times == 1 ? "time" : "times")}");

    public static string Count(long count, string one, string many) => string.Create(
        CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many)}");

    /// <summary>A sum with its currency behind it, where it is known.</summary>
    public static string Money(decimal amount, string? currency) => string.Create(
        CultureInfo.InvariantCulture, $"{amount:#,0.00}{(string.IsNullOrEmpty(currency) ? "" : " " + currency)}");
}
