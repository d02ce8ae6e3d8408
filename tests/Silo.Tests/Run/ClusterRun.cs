using System.Diagnostics;
using System.Globalization;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>
/// The cluster as processes on a database server of its own: what a node's death costs, and how much one and two nodes
/// carry beside the embedded engine. Prints figures; ends with 1 when the books are wrong.
/// </summary>
internal static class ClusterRun
{
    // Pushes under way at once when the most is asked for: enough to keep two cores busy.
    private const int Parallel = 32;

    public static async Task<int> Start(string[] args)
    {
        var purchases = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1000;
        switch (args.FirstOrDefault())
        {
            case "kill": return await KillOne(purchases);
            case "throughput": return await Throughput(purchases);
            default:
                await Console.Error.WriteLineAsync("run kill [purchases=1000] | run throughput [purchases=1000]");
                return 2;
        }
    }

    /// <summary>Two silos and a front, 100 pushes a second, one silo killed after a third of them.</summary>
    private static async Task<int> KillOne(int purchases)
    {
        await using var server = await PostgresServer.Start(isDurable: true);
        await using var shop = await Shop.Open();
        var settings = NodeProcess.Settings(shop.Norce, await server.CreateDatabase());
        using var first = NodeProcess.OfCluster("silo 1", SiloRole.Silo, settings);
        using var second = NodeProcess.OfCluster("silo 2", SiloRole.Silo, settings);
        using var front = NodeProcess.OfCluster("front", SiloRole.Front, settings);
        await Task.WhenAll(first.Start(), second.Start());
        await front.Start();
        shop.PointAt(front.Url);

        var bought = await Each(Enumerable.Range(0, purchases), 8, _ => shop.Buy(front.Url));
        var clock = Stopwatch.StartNew();
        var killed = TimeSpan.MaxValue;
        var told = await Task.WhenAll(bought.Select(async (purchase, number) =>
        {
            var due = TimeSpan.FromMilliseconds(10 * number);
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed, TimeProvider.System);
            if (number == purchases / 3)
            {
                first.Kill();
                killed = clock.Elapsed;
            }

            return await shop.Push(purchase);
        }));
        Say($"{purchases} pushes at 100/s, silo 1 killed at {killed.TotalSeconds:0.0} s: {Line(told)}, "
            + $"{told.Count(one => one.Tries > 1)} sent again by Qliro");
        Say($"slowest push from the kill on: {told.Max(one => one.Took).TotalSeconds:0.0} s");

        var restarted = first.Start();
        await Each(bought, 8, async purchase =>
        {
            await shop.Capture(purchase, front.Url);
            return true;
        });
        await restarted;
        var faults = await Settle(() => shop.Faults(bought, captured: true));
        Say(faults.Count == 0
            ? $"books: {purchases} purchases completed once and captured once, on both sides"
            : $"books: {faults.Count} faults, such as {string.Join("; ", faults.Take(5))}");
        foreach (var node in new[] { first, second, front }) Say($"{node.Name} left with {await node.Stop()}");
        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>As many pushes a second as go through, three times in turn.</summary>
    private static async Task<int> Throughput(int purchases)
    {
        await using var server = await PostgresServer.Start(isDurable: true);
        for (var round = 1; round <= 3; round++)
        {
            await Carry("embedded, 1 node", purchases, server,
                settings => [NodeProcess.Embedded("embedded", settings)]);
            await Carry("cluster, 1 node", purchases, server,
                settings => [NodeProcess.OfCluster("silo 1", SiloRole.Both, settings)]);
            await Carry("cluster, 2 nodes", purchases, server,
                settings =>
                [
                    NodeProcess.OfCluster("silo 1", SiloRole.Both, settings),
                    NodeProcess.OfCluster("silo 2", SiloRole.Both, settings),
                ]);
        }

        return 0;
    }

    private static async Task Carry(
        string name, int purchases, PostgresServer server,
        Func<IReadOnlyDictionary<string, string>, IReadOnlyList<NodeProcess>> make)
    {
        await using var shop = await Shop.Open();
        var nodes = make(NodeProcess.Settings(shop.Norce, await server.CreateDatabase()));
        try
        {
            await Task.WhenAll(nodes.Select(node => node.Start()));
            shop.PointAt(nodes[0].Url);
            var bought = await Each(Enumerable.Range(0, purchases), 8,
                number => shop.Buy(nodes[number % nodes.Count].Url));
            // The first fifth compiles the code and is not counted.
            var warm = purchases / 5;
            await Each(Enumerable.Range(0, warm), Parallel, Send);
            var watch = Stopwatch.StartNew();
            var told = await Each(Enumerable.Range(warm, purchases - warm), Parallel, Send);
            Say($"{name}: {(purchases - warm) / watch.Elapsed.TotalSeconds:0} pushes/s, {Line(told)}");

            // A push arrives anywhere, not where the payment is.
            Task<Told> Send(int number) => shop.Push(bought[number], nodes[number / 2 % nodes.Count].Url);
        }
        finally
        {
            foreach (var node in nodes) node.Dispose();
        }
    }

    private static async Task<IReadOnlyList<TOut>> Each<TIn, TOut>(
        IEnumerable<TIn> items, int parallel, Func<TIn, Task<TOut>> work)
    {
        using var places = new SemaphoreSlim(parallel);
        return await Task.WhenAll(items.Select(async item =>
        {
            await places.WaitAsync();
            try
            {
                return await work(item);
            }
            finally
            {
                places.Release();
            }
        }));
    }

    /// <summary>
    /// What is still owed is delivered in the background: faults that do not go away within a minute.
    /// </summary>
    private static async Task<IReadOnlyList<string>> Settle(Func<IEnumerable<string>> faults)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var found = faults().ToList();
            if (found.Count == 0 || watch.Elapsed > TimeSpan.FromMinutes(1)) return found;
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }
    }

    private static string Line(IReadOnlyList<Told> told)
    {
        var sorted = told.Select(one => one.Took.TotalMilliseconds).Order().ToList();
        double At(double share) => sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
        return string.Create(CultureInfo.InvariantCulture,
            $"p50 {At(0.50):0} ms, p99 {At(0.99):0} ms, max {sorted[^1]:0} ms");
    }

    private static void Say(string line) => Console.WriteLine(line);
}
