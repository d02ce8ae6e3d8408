using System.Diagnostics;
using System.Globalization;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>
/// What one node needs for a push and for a create, for this build and another in turn: processor time, memory that it
/// allocates and calls to partners; and how many it can take. Only the ratios of neighbouring rounds mean anything, because
/// they ran on the same machine at nearly the same time.
/// </summary>
/// <param name="against">The folder of the other build.</param>
/// <param name="stores">SQLite, PostgreSQL or both.</param>
/// <param name="rounds">Number of rounds for each.</param>
/// <param name="purchases">Purchases in a round; each is pushed once. Half as many checkouts are opened as well.</param>
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
            var pairs = new List<((Cost Pushes, Cost Creates) Ours, (Cost Pushes, Cost Creates) Theirs)>();
            for (var round = 0; round < rounds; round++)
            {
                // The build that runs first alternates as well.
                var ours = round % 2 == 0 ? await Carry(store, null, server) : default;
                var theirs = await Carry(store, against, server);
                if (round % 2 == 1) ours = await Carry(store, null, server);
                pairs.Add((ours, theirs));
            }

            Say("pushes", pair => (pair.Ours.Pushes, pair.Theirs.Pushes));
            Say("creates", pair => (pair.Ours.Creates, pair.Theirs.Creates));

            void Say(string what, Func<((Cost Pushes, Cost Creates) Ours, (Cost Pushes, Cost Creates) Theirs),
                (Cost Ours, Cost Theirs)> of)
            {
                Scene.Say(string.Create(CultureInfo.InvariantCulture,
                    $"{store}: this build against the other, median of {rounds}: {what}/s × {Ratio(one => one.PerSecond):0.00}, "
                    + $"processor time × {Ratio(one => one.Milliseconds):0.00}, allocated × {Ratio(one => one.Kilobytes):0.00}, "
                    + $"calls × {Ratio(one => one.Calls):0.00}"));
                double Ratio(Func<Cost, double> cost)
                    => Median(pairs.Select(of).Select(pair => cost(pair.Ours) / cost(pair.Theirs)));
            }
        }
    }

    private async Task<(Cost Pushes, Cost Creates)> Carry(string store, string? build, PostgresServer server)
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
        IReadOnlyList<Told> told = [];
        var pushed = await Measure(shop, node, purchases - warm, async () =>
            told = await Scene.Each(bought.Skip(warm), parallel, purchase => shop.Push(purchase)));
        Scene.Say($"{store}, {name} build: {pushed.Of("pushes")}; {Scene.Line(told)}");
        // Last, because ten seconds after each the adapter compares both partners' orders.
        var created = await Measure(shop, node, purchases / 2, () =>
            Scene.Each(Enumerable.Range(0, purchases / 2), parallel, _ => shop.Open()));
        Scene.Say($"{store}, {name} build: {created.Of("creates")}");
        return (pushed, created);
    }

    private static async Task<Cost> Measure(Shop shop, NodeProcess node, int count, Func<Task> work)
    {
        var allocated = await node.Allocated();
        shop.ForgetCalls();
        var (watch, before) = (Stopwatch.StartNew(), node.ProcessorTime);
        await work();
        var (took, calls, spent) = (watch.Elapsed, shop.Calls, node.ProcessorTime - before);
        return new(
            count / took.TotalSeconds, spent.TotalMilliseconds / count,
            (await node.Allocated() - allocated) / 1024 / count, (double)calls / count);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <param name="PerSecond">Answered in a second.</param>
    /// <param name="Milliseconds">Processor time of the node for each.</param>
    /// <param name="Kilobytes">Allocated by the node for each; not a number for a build that does not tell.</param>
    /// <param name="Calls">Calls to both partners for each, due work of the same time included.</param>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Cost(double PerSecond, double Milliseconds, double Kilobytes, double Calls)
    {
        public string Of(string what) => string.Create(CultureInfo.InvariantCulture,
            $"{PerSecond:0} {what}/s, each {Milliseconds:0.00} ms of processor time, {Kilobytes:0} kB, {Calls:0.0} calls");
    }
}
