using System.Globalization;

namespace QliroAdapter.Tests.Postgres;

/// <summary>Reads what the server's processes have taken of the processors, from Linux' <c>/proc</c>.</summary>
internal static class PostgresProcessorTime
{
    // The unit of /proc/PID/stat on every Linux of today (USER_HZ).
    private const double TicksPerSecond = 100;

    // Fields of the file behind the program's name: parent, user and system time, and those of ended children.
    private const int Parent = 1;
    private const int Times = 11;

    public static TimeSpan Of(int server)
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process)) continue;
            if (Stat(process) is not { } stat) continue;
            if (process == server) ticks += Sum(stat, 4);
            else if (stat[Parent] == $"{server}") ticks += Sum(stat, 2);
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static long Sum(string[] stat, int fields)
        => stat.Skip(Times).Take(fields).Sum(field => long.Parse(field, CultureInfo.InvariantCulture));

    /// <summary>The fields behind the name; null when the process has ended.</summary>
    private static string[]? Stat(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
