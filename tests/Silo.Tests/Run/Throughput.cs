using System.Diagnostics;
using System.Globalization;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>
/// The number of pushes that one node can take, for this build and another in turn, on SQLite and on PostgreSQL. Only
/// the ratios of neighbouring rounds mean anything, because they ran on the same machine at nearly the same time.
/// </summary>
/// <param name="against">The folder of the other build.</param>
/// <param name="rounds">Number of rounds for each.</param>
/// <param name="purchases">Purchases in a round; each is pushed once.</param>
/// <param name="parallel">Number of concurrent pushes: enough to keep two cores busy.</param>
internal sealed class Throughput(string against, int rounds, int purchases, int parallel)
{
    public async Task Run()
    {
        await using var server = await PostgresServer.Start(isDurable: true);
        foreach (var (store, database) in ((string, Func<Task<string?>>)[])
        [
            ("SQLite", () => Task.FromResult<string?>(null)),
            ("PostgreSQL", async () => await server.CreateDatabase()),
        ])
        {
            var ratios = new List<(double Rate, double Cost)>();
            for (var round = 0; round < rounds; round++)
            {
                // The build that runs first alternates as well.
                var ours = round % 2 == 0 ? await Carry(store, null, await database()) : default;
                var theirs = await Carry(store, against, await database());
                if (round % 2 == 1) ours = await Carry(store, null, await database());
                ratios.Add((ours.PerSecond / theirs.PerSecond, ours.Milliseconds / theirs.Milliseconds));
            }

            Scene.Say(string.Create(CultureInfo.InvariantCulture,
                $"{store}: this build against the other, median of {rounds}: pushes/s × {Median(ratios, one => one.Rate):0.00}, "
                + $"processor time per push × {Median(ratios, one => one.Cost):0.00}"));
        }
    }

    private async Task<(double PerSecond, double Milliseconds)> Carry(string store, string? build, string? database)
    {
        using var balancer = new Balancer();
        await using var shop = await Shop.Open(balancer);
        var name = build is null ? "this" : "other";
        using var node = NodeProcess.WebFront(name, NodeProcess.Settings(shop.Norce, database), build);
        await node.Start();
        balancer.Nodes = [node.Url];
        var bought = await Scene.Each(Enumerable.Range(0, purchases), 8, _ => shop.Buy());
        // The first fifth compiles the code and is not counted.
        var warm = purchases / 5;
        await Scene.Each(bought.Take(warm), parallel, purchase => shop.Push(purchase));
        var (watch, before) = (Stopwatch.StartNew(), node.ProcessorTime);
        var told = await Scene.Each(bought.Skip(warm), parallel, purchase => shop.Push(purchase));
        var rate = told.Count / watch.Elapsed.TotalSeconds;
        var cost = (node.ProcessorTime - before).TotalMilliseconds / told.Count;
        Scene.Say(string.Create(CultureInfo.InvariantCulture,
            $"{store}, {name} build: {rate:0} pushes/s, {cost:0.00} ms of processor time each, {Scene.Line(told)}"));
        return (rate, cost);
    }

    private static double Median<T>(IReadOnlyList<T> values, Func<T, double> of)
    {
        var sorted = values.Select(of).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
