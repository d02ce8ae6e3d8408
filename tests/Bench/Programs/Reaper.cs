using System.Diagnostics;

namespace QliroAdapter.Bench.Programs;

/// <summary>
/// Kills the programs when this process ends, however it ends: its input ends then. A program that ended before, and
/// whose number another process got, is left alone.
/// </summary>
internal static class Reaper
{
    private const string Script =
        """
        trap '' INT TERM
        while read -r pid; do pids="$pids $pid"; done
        for pid in $pids; do grep -q QliroAdapter "/proc/$pid/cmdline" 2>/dev/null && kill -9 "$pid"; done
        """;

    private static readonly Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script])
    {
        RedirectStandardInput = true, UseShellExecute = false,
    })!;

    public static void Watch(int processId)
    {
        shell.StandardInput.WriteLine(processId);
        shell.StandardInput.Flush();
    }
}
