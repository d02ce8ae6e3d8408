using System.Diagnostics;

namespace QliroAdapter.Tests.Postgres;

/// <summary>
/// Runs the programs of the installed server. PostgreSQL refuses to run as root, so root runs them as Debian's user
/// <c>postgres</c>.
/// </summary>
internal static class PostgresPrograms
{
    private const string DebianFolder = "/usr/lib/postgresql";

    private static readonly Lazy<string> folder = new(Find);

    /// <summary>True when a program must be run as another user.</summary>
    public static bool IsRoot => Environment.IsPrivilegedProcess;

    /// <summary>The shell words with which a program of the server is run.</summary>
    public static string Command(string program)
        => $"{(IsRoot ? "runuser -u postgres -- " : "")}{Path.Combine(folder.Value, program)}";

    /// <summary>Runs a line of shell; when it fails, the message is what it printed.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> Run(string line)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"{{ {line} ; }} 2>&1"])
        {
            RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{line}' ended with {process.ExitCode}: {output}");
        return output;
    }

    private static string Find()
    {
        var debian = Directory.Exists(DebianFolder) ? Directory.GetDirectories(DebianFolder) : [];
        return debian.OrderByDescending(version => version.Length).ThenByDescending(version => version)
            .Select(version => Path.Combine(version, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .FirstOrDefault(place => File.Exists(Path.Combine(place, "initdb")))
            ?? throw new InvalidOperationException(
                "These tests start a PostgreSQL server of their own and found no installed one (initdb is neither "
                + $"under {DebianFolder} nor in PATH). Install Debian's package postgresql, or run "
                + "./test.sh, which does.");
    }
}
