using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.WebFront;

namespace QliroAdapter.Crash.Tests;

/// <summary>The program in a process of its own, on one database, killed and started again.</summary>
internal sealed class KillableAdapter(NorceSimulator norce) : IDisposable
{
    // Real time: a process starts in it. Generous, for the machine may be busy.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("crash-");
    private Process? process;

    public string Url { get; } = $"http://127.0.0.1:{FreePort()}";

    public async Task Start()
    {
        Launch();
        await Ready();
    }

    /// <summary>Starts the process and does not wait for it.</summary>
    public void Launch()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(AdapterApp).Assembly.Location])
        {
            RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = folder.FullName,
        };
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = Url,
            ["Adapter__PublicUrl"] = Url,
            ["Adapter__AccessTokens__0"] = NorceSimulatorOptions.DefaultToken,
            ["Adapter__CallbackSecrets__0"] = SandboxHost.CallbackSecret,
            ["Norce__OrderApiUrl"] = norce.OrderApiUrl,
            ["Norce__ConfigurationApiUrl"] = norce.ConfigurationApiUrl,
            ["Norce__Token"] = NorceSimulatorOptions.DefaultToken,
            ["Retry__FirstSeconds"] = "0.1",
            ["Reconciliation__IntervalSeconds"] = "1",
            ["Logging__LogLevel__Default"] = "Warning",
            // It does not live long enough for what is learned of it to pay.
            ["DOTNET_TieredPGO"] = "0",
        }) start.Environment[key] = value;
        process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Waits until it takes calls.</summary>
    public async Task Ready()
    {
        using var client = new HttpClient();
        await Until(async () =>
        {
            try
            {
                return (await client.GetAsync(new Uri(Url + "/health/ready"))).StatusCode == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    /// <summary>SIGKILL: nothing is finished, flushed or said.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>Waits in real time for what another process does on its own.</summary>
    public static Task Until(Func<Task<bool>> holds) => Until(holds, patience);

    /// <summary>The same with a bound of the caller's own.</summary>
    public static async Task Until(Func<Task<bool>> holds, TimeSpan atMost)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            watch.Elapsed.ShouldBeLessThan(atMost);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public void Dispose()
    {
        if (process is { HasExited: false }) Kill();
        folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
