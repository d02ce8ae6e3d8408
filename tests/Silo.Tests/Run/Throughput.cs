using System.Diagnostics;
using System.Globalization;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>
/// What one node needs for a push, for this build and another in turn: processor time, memory that it allocates and
/// calls to partners; and how many pushes it can take. Only the ratios of neighbouring rounds mean anything, because
/// they ran on the same machine at nearly the same time.
/// </summary>
/// <param name="against">The folder of the other build.</param>
/// <param name="stores">SQLite, PostgreSQL or both.</param>
/// <param name="rounds">Number of rounds for each.</param>
/// <param name="purchases">Purchases in a round; each is pushed once.</param>
/// <param name="parallel">Number of concurrent pushes: enough to keep two cores busy.</param>
internal sealed class Throughput(
    string against, IReadOnlyList<string> stores, int rounds, int purchases, int parallel)
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    public async Task Run()
    {
        await using var server = await PostgresServer.Start(isDurable: true);
        foreach (var store in stores)
        {
            var pairs = new List<(Cost Ours, Cost Theirs)>();
            for (var round = 0; round < rounds; round++)
            {
                // The build that runs first alternates as well.
                var ours = round % 2 == 0 ? await Carry(store, null, server) : default;
                var theirs = await Carry(store, against, server);
                if (round % 2 == 1) ours = await Carry(store, null, server);
                pairs.Add((ours, theirs));
            }

            Scene.Say(string.Create(CultureInfo.InvariantCulture,
                $"{store}: this build against the other, median of {rounds}: pushes/s × {Ratio(one => one.PerSecond):0.00}, "
                + $"processor time × {Ratio(one => one.Milliseconds):0.00}, allocated × {Ratio(one => one.Kilobytes):0.00}"));
            double Ratio(Func<Cost, double> of) => Median(pairs.Select(pair => of(pair.Ours) / of(pair.Theirs)));
        }
    }

    private async Task<Cost> Carry(string store, string? build, PostgresServer server)
    {
        var database = store == Postgres ? await server.CreateDatabase() : null;
        using var balancer = new Balancer();
        await using var shop = await Shop.Open(balancer);
        var name = build is null ? "this" : "other";
        // Purchases wait for their push. Comparing them meanwhile would be counted as work of the pushes.
        var settings = NodeProcess.Settings(shop.Norce, database);
        settings["Reconciliation:IntervalSeconds"] = "600";
        using var node = NodeProcess.WebFront(name, settings, build);
        await node.Start();
        balancer.Nodes = [node.Url];
        var bought = await Scene.Each(Enumerable.Range(0, purchases), 8, _ => shop.Buy());
        // The first fifth compiles the code and is not counted.
        var warm = purchases / 5;
        await Scene.Each(bought.Take(warm), parallel, purchase => shop.Push(purchase));
        Scene.Say($"{store}, {name} build, process {node.ProcessId}: warm");
        shop.ForgetCalls();
        var (watch, before, allocated) = (Stopwatch.StartNew(), node.ProcessorTime, await node.Allocated());
        var told = await Scene.Each(bought.Skip(warm), parallel, purchase => shop.Push(purchase));
        var cost = new Cost(
            told.Count / watch.Elapsed.TotalSeconds,
            (node.ProcessorTime - before).TotalMilliseconds / told.Count,
            (await node.Allocated() - allocated) / 1024 / told.Count,
            (double)shop.Calls / told.Count);
        Scene.Say(string.Create(CultureInfo.InvariantCulture,
            $"{store}, {name} build: {cost.PerSecond:0} pushes/s, each {cost.Milliseconds:0.00} ms of processor time, "
            + $"{cost.Kilobytes:0} kB, {cost.Calls:0.0} calls; {Scene.Line(told)}"));
        return cost;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <param name="PerSecond">Pushes answered in a second.</param>
    /// <param name="Milliseconds">Processor time of the node for a push.</param>
    /// <param name="Kilobytes">Allocated by the node for a push; not a number for a build that does not tell.</param>
    /// <param name="Calls">Calls to both partners for a push, due work of the same time included.</param>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Cost(double PerSecond, double Milliseconds, double Kilobytes, double Calls);
}
