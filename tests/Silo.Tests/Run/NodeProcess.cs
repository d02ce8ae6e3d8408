using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Tests;
using QliroAdapter.WebFront;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>
/// One process of the adapter, as in production. It can be killed, frozen and started again at the same address.
/// </summary>
internal sealed class NodeProcess : IDisposable
{
    // Real time, because a process starts in it. Long, because the machine may be busy.
    private static readonly TimeSpan timeout = TimeSpan.FromMinutes(4);
    private static readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("node-");
    private readonly ConcurrentQueue<string> output = new();
    private readonly ProcessStartInfo start;
    private Process? process;

    private NodeProcess(string program, string name, IReadOnlyDictionary<string, string> settings)
    {
        Name = name;
        start = new ProcessStartInfo("dotnet", [Path.GetFullPath(program)])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            WorkingDirectory = folder.FullName,
        };
        start.Environment["ASPNETCORE_URLS"] = Url;
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
    }

    public string Name { get; }

    public string Url { get; } = $"http://127.0.0.1:{FreePort.Find()}";

    public int ProcessId => process!.Id;

    public bool HasExited => process is null or { HasExited: true };

    /// <summary>The lines that it wrote to its log.</summary>
    public IReadOnlyCollection<string> Log => output;

    /// <summary>Processor time it has taken since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Memory that the system holds for it.</summary>
    public double ResidentMegabytes
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>
    /// Bytes allocated since its start, as its metrics tell; not a number when they do not. They are measured anew at
    /// most once in a second.
    /// </summary>
    public async Task<double> Allocated()
    {
        const string series = "dotnet_gc_heap_total_allocated_bytes_total";
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        var metrics = await http.GetStringAsync(new Uri(Url + "/metrics"));
        var told = metrics.Split('\n').FirstOrDefault(line => line.StartsWith(series, StringComparison.Ordinal));
        return told is null
            ? double.NaN
            : double.Parse(told.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Web front and silo: local when the settings name no database, otherwise a node of the cluster.
    /// </summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="settings">See <see cref="Settings"/>.</param>
    /// <param name="build">A folder with another build of the program; this build when absent.</param>
    public static NodeProcess WebFront(string name, IReadOnlyDictionary<string, string> settings, string? build = null)
        => new(Program(typeof(AdapterApp), build), name, settings);

    /// <summary>A front without grains.</summary>
    public static NodeProcess Front(string name, IReadOnlyDictionary<string, string> settings)
        => WebFront(name, new Dictionary<string, string>(settings) { ["Silo:Role"] = "Front" });

    /// <summary>A node with grains only.</summary>
    public static NodeProcess Silo(string name, IReadOnlyDictionary<string, string> settings)
        => new(Program(typeof(NodeApp), null), name, settings);

    /// <summary>The settings that all nodes of one adapter share.</summary>
    /// <param name="norce">The simulated Norce; its configuration document names the simulated Qliro.</param>
    /// <param name="connectionString">
    /// Connection string of PostgreSQL; absent for a local silo on SQLite, in a folder of its own.
    /// </param>
    public static Dictionary<string, string> Settings(NorceSimulator norce, string? connectionString)
    {
        var settings = new Dictionary<string, string>
        {
            ["Adapter:AccessTokens:0"] = NorceSimulatorOptions.DefaultToken,
            ["Adapter:CallbackSecrets:0"] = SandboxHost.CallbackSecret,
            ["Norce:OrderApiUrl"] = norce.OrderApiUrl,
            ["Norce:ConfigurationApiUrl"] = norce.ConfigurationApiUrl,
            ["Norce:Token"] = NorceSimulatorOptions.DefaultToken,
            ["Ops:AccessTokens:0"] = SandboxHost.OpsToken,
            ["Retry:FirstSeconds"] = "0.2",
            ["Reconciliation:IntervalSeconds"] = "5",
            ["Logging:LogLevel:Default"] = "Warning",
            ["RateLimit:PerSecond"] = "100000",
        };
        if (connectionString is not null) settings["Storage:Postgres:ConnectionString"] = connectionString;
        return settings;
    }

    /// <summary>
    /// The same for tests, which do not measure time on a machine that is short of it: partners are waited for longer.
    /// </summary>
    public static Dictionary<string, string> PatientSettings(NorceSimulator norce, string? connectionString)
        => new(Settings(norce, connectionString)) { ["Norce:TimeoutSeconds"] = "20", ["Qliro:TimeoutSeconds"] = "20" };

    /// <summary>Starts it and waits until it accepts calls.</summary>
    public async Task Start()
    {
        Launch();
        await Ready();
    }

    /// <summary>Starts the process without waiting for it.</summary>
    public void Launch()
    {
        process?.Dispose();
        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits until it accepts calls.</summary>
    /// <exception cref="InvalidOperationException">The process ended instead, or took too long.</exception>
    public async Task Ready()
    {
        var watch = Stopwatch.StartNew();
        while (!await IsReady())
        {
            if (HasExited || watch.Elapsed > timeout)
                throw new InvalidOperationException($"{Name} did not start: {Said()}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    public async Task<bool> IsReady()
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Url + "/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception refused) when (refused is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>SIGKILL: nothing is finished, flushed or logged.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGTERM: running turns are finished, and payments are handed over.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop()
    {
        await Signal("TERM");
        await process!.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>SIGSTOP: the process stops where it is, and its connections stay open.</summary>
    public Task Freeze() => Signal("STOP");

    /// <summary>SIGCONT: the process continues as if no time had passed.</summary>
    public Task Wake() => Signal("CONT");

    /// <summary>Waits for a process that ends by itself.</summary>
    public static async Task<(int Code, string Said)> RunToEnd(NodeProcess node)
    {
        using (node)
        using (var running = Process.Start(node.start)!)
        {
            _ = running.StandardOutput.ReadToEndAsync();
            var said = await running.StandardError.ReadToEndAsync();
            await running.WaitForExitAsync();
            return (running.ExitCode, said);
        }
    }

    /// <summary>Runs one of the adapter's commands, and waits for its end.</summary>
    public static Task<(int Code, string Said)> RunCommand(
        IReadOnlyDictionary<string, string> settings, params string[] args)
    {
        var node = WebFront(args[0], settings);
        foreach (var one in args) node.start.ArgumentList.Add(one);
        return RunToEnd(node);
    }

    public void Dispose()
    {
        if (!HasExited) Kill();
        process?.Dispose();
        process = null;
        if (folder.Exists) folder.Delete(recursive: true);
    }

    private static string Program(Type app, string? build)
    {
        var mine = app.Assembly.Location;
        return build is null ? mine : Path.Combine(build, Path.GetFileName(mine));
    }

    private async Task Signal(string name)
    {
        using var signal = Process.Start("kill", [$"-{name}", $"{process!.Id}"]);
        await signal.WaitForExitAsync();
    }

    // The last lines of its output, without stack frames.
    private string Said() => string.Join(
        '\n', output.Where(line => !line.StartsWith("   at", StringComparison.Ordinal)).TakeLast(20));

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null) output.Enqueue(line.Data);
    }
}
