using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Bench;

/// <summary>The adapter as a process of its own, as it runs in production, pointed at simulators in this one.</summary>
public sealed class AdapterProcess : IDisposable
{
    private readonly Process process;

    private AdapterProcess(Process process, string url, TimeSpan ready) => (this.process, Url, Ready) = (process, url, ready);

    public string Url { get; }

    /// <summary>From start to the first 200 of /health/ready.</summary>
    public TimeSpan Ready { get; }

    /// <summary>Resident memory in MiB, the runtime included.</summary>
    public double ResidentMebibytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    /// <param name="program">QliroAdapter.WebFront.dll.</param>
    /// <param name="norce">The partner whose configuration names the other one.</param>
    /// <param name="storage">The setting that says where payments are kept.</param>
    public static async Task<AdapterProcess> Start(
        string program, NorceSimulator norce, (string Key, string Value) storage)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["ASPNETCORE_URLS"] = url;
        start.Environment["Adapter__PublicUrl"] = url;
        start.Environment["Adapter__AccessTokens__0"] = NorceSimulatorOptions.DefaultToken;
        start.Environment["Adapter__CallbackSecrets__0"] = SandboxHost.CallbackSecret;
        start.Environment["Norce__OrderApiUrl"] = norce.OrderApiUrl;
        start.Environment["Norce__ConfigurationApiUrl"] = norce.ConfigurationApiUrl;
        start.Environment["Norce__Token"] = NorceSimulatorOptions.DefaultToken;
        start.Environment[storage.Key.Replace(":", "__", StringComparison.Ordinal)] = storage.Value;
        var watch = Stopwatch.StartNew();
        var started = Process.Start(start)!;
        _ = started.StandardOutput.ReadToEndAsync();
        using var http = new HttpClient();
        while (true)
        {
            try
            {
                if ((await http.GetAsync(url + "/health/ready")).StatusCode == HttpStatusCode.OK) break;
            }
            catch (HttpRequestException) when (watch.Elapsed < TimeSpan.FromSeconds(30))
            {
                // Not listening yet: the loop is the measurement.
            }
            if (started.HasExited) throw new InvalidOperationException($"The adapter ended with {started.ExitCode}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
        return new(started, url, watch.Elapsed);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
