using System.Diagnostics;
using System.Globalization;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>
/// A node under a steady load of purchases for minutes: its memory must not grow. Payments leave its memory a minute
/// after their last message here, so that their number stays the same from the second minute on.
/// </summary>
/// <param name="store">SQLite or PostgreSQL.</param>
/// <param name="minutes">How long; at least four.</param>
/// <param name="rate">Purchases in a second, each created, validated and pushed.</param>
internal sealed class Soak(string store, int minutes, int rate)
{
    private const double GrowthMax = 1.10;
    private static readonly TimeSpan warm = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan between = TimeSpan.FromSeconds(5);

    /// <returns>True when the last third needed at most a tenth more than the first third after the warm-up.</returns>
    public async Task<bool> Run()
    {
        await using var server = await PostgresServer.Start(isDurable: true);
        using var balancer = new Balancer();
        await using var shop = await Shop.Open(balancer);
        var database = store == Throughput.Postgres ? await server.CreateDatabase() : null;
        var settings = NodeProcess.Settings(shop.Norce, database);
        settings["Silo:IdleSeconds"] = "60";
        using var node = NodeProcess.WebFront("node", settings);
        await node.Start();
        balancer.Nodes = [node.Url];

        var samples = new List<(TimeSpan At, double Resident)>();
        var (clock, end, bought) = (Stopwatch.StartNew(), TimeSpan.FromMinutes(minutes), 0);
        var buying = Task.WhenAll(Enumerable.Range(0, rate * minutes * 60).Select(async number =>
        {
            var due = TimeSpan.FromSeconds((double)number / rate);
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed, TimeProvider.System);
            await shop.Push(await shop.Buy());
            Interlocked.Increment(ref bought);
            if (number % 1000 == 0) shop.ForgetCalls();
        }));
        for (var next = between; next <= end; next += between)
        {
            if (next > clock.Elapsed) await Task.Delay(next - clock.Elapsed, TimeProvider.System);
            samples.Add((clock.Elapsed, node.ResidentMegabytes));
            if (next.Seconds != 0) continue;
            Scene.Say(string.Create(CultureInfo.InvariantCulture,
                $"minute {next.TotalMinutes:0}: {Volatile.Read(ref bought)} purchases, {samples[^1].Resident:0} MB resident"));
        }

        await buying;
        var third = (end - warm) / 3;
        var (first, last) = (Median(warm, warm + third), Median(end - third, end + between));
        Scene.Say(string.Create(CultureInfo.InvariantCulture,
            $"{store}: {bought} purchases in {minutes} minutes; resident memory of the last third × {last / first:0.00} of the "
            + $"first after {warm.TotalMinutes:0} minutes"));
        return last <= first * GrowthMax;

        double Median(TimeSpan from, TimeSpan to)
        {
            var sorted = samples.Where(one => one.At >= from && one.At < to).Select(one => one.Resident).Order().ToList();
            return sorted[sorted.Count / 2];
        }
    }
}
