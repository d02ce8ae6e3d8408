using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Silo;

namespace QliroAdapter.Tests.Processes;

/// <summary>
/// The adapter in its own process, as in production, connected to a simulated Norce. It can be killed and started
/// again, at the same address and in the same folder.
/// </summary>
/// <param name="program">Path of QliroAdapter.WebFront.dll, or of another program with the same settings.</param>
/// <param name="norceUrl">The simulated Norce; its configuration document names the simulated Qliro.</param>
/// <param name="settings">Settings by name; they override those that every test needs.</param>
internal sealed class AdapterProgram(string program, string norceUrl, IReadOnlyDictionary<string, string> settings)
    : IDisposable
{
    private const int LinesMax = 40;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("adapter-");
    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    public string Url { get; } = $"http://127.0.0.1:{FreePort.Find()}";

    /// <summary>The number of its process.</summary>
    public int ProcessId => process!.Id;

    /// <summary>Processor time it has taken since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The last lines that it wrote.</summary>
    public IReadOnlyCollection<string> LastLines => output;

    public async Task Start()
    {
        Launch();
        await Ready();
    }

    /// <summary>Starts the process without waiting for it.</summary>
    public void Launch()
    {
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(program)])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            WorkingDirectory = folder.FullName,
        };
        start.Environment["ASPNETCORE_URLS"] = Url;
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["Adapter:PublicUrl"] = Url,
            ["Adapter:AccessTokens:0"] = NorceSimulatorOptions.DefaultToken,
            ["Adapter:CallbackSecrets:0"] = SandboxHost.CallbackSecret,
            ["Norce:OrderApiUrl"] = norceUrl + NorceSimulator.OrderRoot,
            ["Norce:ConfigurationApiUrl"] = norceUrl + NorceSimulator.ConfigurationRoot,
            ["Norce:Token"] = NorceSimulatorOptions.DefaultToken,
        }.Concat(settings)) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits until it accepts calls.</summary>
    /// <exception cref="InvalidOperationException">The process ended instead.</exception>
    /// <exception cref="TimeoutException">It took longer than a minute.</exception>
    public async Task Ready()
    {
        using var client = new HttpClient();
        await Wait.Until(() => process is { HasExited: false }
            ? IsReady(client)
            : throw new InvalidOperationException(
                $"The program ended while it started: {string.Join('\n', LastLines)}"));
    }

    /// <summary>SIGKILL: nothing is finished, flushed or logged.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    public void Dispose()
    {
        if (process is { HasExited: false }) Kill();
        process?.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task<bool> IsReady(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(Url + "/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception lost) when (lost is HttpRequestException or System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        output.Enqueue(line.Data);
        if (output.Count > LinesMax) output.TryDequeue(out _);
    }
}
