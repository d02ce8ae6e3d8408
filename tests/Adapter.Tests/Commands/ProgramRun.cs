using System.Diagnostics;
using QliroAdapter.WebFront;

namespace QliroAdapter.Adapter.Tests.Commands;

/// <summary>A command of the real program, as a process of its own.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it wrote to stdout.</param>
/// <param name="Errors">What it wrote to stderr.</param>
internal sealed record ProgramRun(int Code, string Output, string Errors)
{
    // Real time, because a process runs in it. Long, because the machine may be busy.
    private static readonly TimeSpan timeout = TimeSpan.FromMinutes(2);

    public static async Task<ProgramRun> Of(IReadOnlyDictionary<string, string?> settings, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(AdapterApp).Assembly.Location, .. args])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(timeout, TimeProvider.System);
        return new(process.ExitCode, await output, await errors);
    }
}
