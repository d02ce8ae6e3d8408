using System.Globalization;
using QliroAdapter.Bench.Baseline;
using QliroAdapter.Bench.Load;
using QliroAdapter.Bench.Partners;
using QliroAdapter.Tests.Processes;
using QliroAdapter.WebFront;

namespace QliroAdapter.Bench.Programs;

/// <summary>A program that is measured: its processes, its partners, and who calls it.</summary>
internal sealed class BenchProgram : IAsyncDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly IReadOnlyList<AdapterProgram> nodes;

    private BenchProgram(string name, IReadOnlyList<AdapterProgram> nodes, PartnerClient partners)
    {
        (Name, this.nodes, Partners) = (name, nodes, partners);
        Caller = new([.. nodes.Select(node => node.Url)]);
    }

    public string Name { get; }

    public PartnerClient Partners { get; }

    public Caller Caller { get; }

    public string Url => nodes[0].Url;

    /// <summary>Processor time of all its processes since their start.</summary>
    public TimeSpan ProcessorTime => nodes.Aggregate(TimeSpan.Zero, (sum, node) => sum + node.ProcessorTime);

    /// <summary>The adapter, with so many nodes.</summary>
    /// <param name="name">Its name in tables and messages.</param>
    /// <param name="store">The setting of its store and the value.</param>
    /// <param name="host">The process of the partners.</param>
    /// <param name="count">Number of nodes.</param>
    public static Task<BenchProgram> Adapter(
        string name, (string Setting, string Value) store, PartnerProcess host, int count = 1)
        => Start(name, typeof(AdapterApp), store, host, count);

    /// <summary>What one would write instead.</summary>
    public static Task<BenchProgram> Baseline(string database, PartnerProcess host)
        => Start(AllPrograms.Baseline, typeof(BaselineApp), (AllPrograms.Postgres, database), host, 1);

    /// <summary>
    /// Bytes allocated by all its processes, as their metrics tell. They are measured anew at most once in a second.
    /// </summary>
    public async Task<double> Allocated()
    {
        const string series = "dotnet_gc_heap_total_allocated_bytes_total";
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        var told = await Task.WhenAll(nodes.Select(node => http.GetStringAsync(new Uri(node.Url + "/metrics"))));
        return told.Sum(metrics => double.Parse(
            metrics.Split('\n').First(line => line.StartsWith(series, StringComparison.Ordinal)).Split(' ')[1],
            CultureInfo.InvariantCulture));
    }

    /// <summary>What its processes wrote last.</summary>
    public IEnumerable<string> LastLines => nodes.SelectMany(node => node.LastLines.Select(line => $"{Name}: {line}"));

    /// <summary>Kills its processes; what they have answered is stored.</summary>
    public void Stop()
    {
        foreach (var node in nodes) node.Kill();
    }

    /// <summary>Starts its processes, at the same addresses.</summary>
    public async Task Start()
    {
        // One after the other: the first may have to create the tables.
        foreach (var node in nodes)
        {
            node.Launch();
            Reaper.Watch(node.ProcessId);
            await node.Ready();
        }
    }

    public ValueTask DisposeAsync()
    {
        Caller.Dispose();
        http.Dispose();
        foreach (var node in nodes) node.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<BenchProgram> Start(
        string name, Type app, (string Setting, string Value) store, PartnerProcess host, int count)
    {
        var partners = host.Of(name);
        var norce = await partners.Start();
        var settings = new Dictionary<string, string>
        {
            ["Adapter:PublicUrl"] = PartnerPair.AdapterUrl,
            ["Logging:LogLevel:Default"] = "Warning",
            ["RateLimit:PerSecond"] = "1000000",
            // Purchases wait for their push. Looking at them meanwhile would be counted as work of the pushes.
            ["Reconciliation:IntervalSeconds"] = "600",
            [store.Setting] = store.Value,
        };
        List<AdapterProgram> processes = [.. Enumerable.Range(0, count)
            .Select(_ => new AdapterProgram(app.Assembly.Location, norce, settings))];
        var program = new BenchProgram(name, processes, partners);
        try
        {
            await program.Start();
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }
}
