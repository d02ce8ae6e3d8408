using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.WebFront;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>One process of the adapter, as it runs in production: a node of the cluster, or an embedded one.</summary>
internal sealed class NodeProcess : IDisposable
{
    // Real time: a process starts in it. Generous, for the machine may be busy.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(90);
    private static readonly HttpClient http = new();

    private readonly ProcessStartInfo start;
    private readonly List<string> output = [];
    private Process? process;

    private NodeProcess(string program, string name, IReadOnlyDictionary<string, string> settings)
    {
        Name = name;
        start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_URLS"] = Url;
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
    }

    public string Name { get; }

    public string Url { get; } = $"http://127.0.0.1:{FreePort()}";

    public static NodeProcess OfCluster(string name, SiloRole role, IReadOnlyDictionary<string, string> settings)
        => new(typeof(SiloApp).Assembly.Location, name, new Dictionary<string, string>(settings)
        {
            ["Silo:Role"] = role.ToString(),
            ["Silo:Port"] = $"{FreePort()}",
            ["Silo:GatewayPort"] = $"{FreePort()}",
        });

    public static NodeProcess Embedded(string name, IReadOnlyDictionary<string, string> settings)
        => new(typeof(AdapterApp).Assembly.Location, name, settings);

    /// <summary>What every node of one adapter is told alike.</summary>
    public static Dictionary<string, string> Settings(NorceSimulator norce, string connectionString) => new()
    {
        ["Adapter:AccessTokens:0"] = NorceSimulatorOptions.DefaultToken,
        ["Adapter:CallbackSecrets:0"] = SandboxHost.CallbackSecret,
        ["Norce:OrderApiUrl"] = norce.OrderApiUrl,
        ["Norce:ConfigurationApiUrl"] = norce.ConfigurationApiUrl,
        ["Norce:Token"] = NorceSimulatorOptions.DefaultToken,
        ["Ops:AccessTokens:0"] = SandboxHost.OpsToken,
        ["Storage:Postgres:ConnectionString"] = connectionString,
        ["Retry:FirstSeconds"] = "0.2",
        ["Reconciliation:IntervalSeconds"] = "5",
        ["Logging:LogLevel:Default"] = "Warning",
        ["RateLimit:PerSecond"] = "100000",
    };

    /// <summary>Starts it and waits until it takes calls.</summary>
    public async Task Start()
    {
        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var watch = Stopwatch.StartNew();
        while (!await IsReady())
        {
            if (process.HasExited || watch.Elapsed > patience)
                throw new InvalidOperationException($"{Name} did not start: {Said()}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>SIGKILL: nothing is finished, flushed or said.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGTERM: turns in flight are finished, payments handed over.</summary>
    public async Task<int> Stop()
    {
        using (var signal = Process.Start("kill", ["-TERM", $"{process!.Id}"])) await signal.WaitForExitAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Waits for a process that is to end by itself.</summary>
    public static async Task<(int Code, string Said)> RunToEnd(IReadOnlyDictionary<string, string> settings)
    {
        var node = new NodeProcess(typeof(SiloApp).Assembly.Location, "wrong", settings);
        using var running = Process.Start(node.start)!;
        _ = running.StandardOutput.ReadToEndAsync();
        var said = await running.StandardError.ReadToEndAsync();
        await running.WaitForExitAsync();
        return (running.ExitCode, said);
    }

    public void Dispose()
    {
        if (process is { HasExited: false }) Kill();
        process?.Dispose();
    }

    // What it said at last, without the frames of stacks.
    private string Said()
    {
        lock (output)
        {
            return string.Join(
                '\n', output.Where(line => !line.StartsWith("   at", StringComparison.Ordinal)).TakeLast(20));
        }
    }

    private async Task<bool> IsReady()
    {
        try
        {
            return (await http.GetAsync(new Uri(Url + "/health/ready"))).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (output) output.Add(line.Data);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
