using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront.Tests;

/// <summary>The program itself, in its own folder, which is deleted with it.</summary>
internal sealed partial class AdapterAsProcess : IDisposable
{
    private const int SigTerm = 15;

    // Real time, because a process starts and stops in it. Long, because the machine may be busy.
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("adapter-");
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    public AdapterAsProcess(
        IReadOnlyDictionary<string, string?> settings, string? inFolder = null, params string[] args)
    {
        Folder = inFolder ?? folder.FullName;
        var start = new ProcessStartInfo("dotnet", [typeof(AdapterApp).Assembly.Location, .. args])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public string Folder { get; }

    public Task<string> Output => output;

    public async Task<string[]> ErrorLines() => (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async Task<int> ExitCode()
    {
        await process.WaitForExitAsync().WaitAsync(timeout, TimeProvider.System);
        return process.ExitCode;
    }

    public void Terminate() => Kill(process.Id, SigTerm).ShouldBe(0);

    /// <summary>SIGKILL: nothing is finished or logged.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.WaitForExit();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>For an adapter that is told where to listen.</summary>
    public static string FreeUrl() => $"http://127.0.0.1:{FreePort.Find()}";

    public static async Task Ready(string url)
    {
        using var client = new HttpClient();
        await Eventually.True(async () =>
        {
            try
            {
                return (await client.GetAsync(new Uri(url + "/health/ready"))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
