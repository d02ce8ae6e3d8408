using System.Globalization;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>
/// What encryption and the signed timeline cost a node for a push: processor time with data keys and timeline keys,
/// over that without. Two processes of the same build stand side by side and are pushed in turn, so that both of a pair
/// meet the same machine. Each purchase saves what later charges need, so that each push has something to seal.
/// </summary>
/// <param name="stores">SQLite, PostgreSQL or both.</param>
/// <param name="rounds">Pairs that count.</param>
/// <param name="pushes">Pushes to each of the two in a round.</param>
/// <param name="parallel">Number of concurrent pushes.</param>
internal sealed class Sealing(IReadOnlyList<string> stores, int rounds, int pushes, int parallel)
{
    // These compile the code.
    private const int WarmRounds = 3;

    public async Task Run()
    {
        await using var server = await PostgresServer.Start(isDurable: true);
        foreach (var store in stores) await Run(store, server);
    }

    private async Task Run(string store, PostgresServer server)
    {
        await using var withKeys = await Side.Start(store, server, Keys());
        await using var without = await Side.Start(store, server, new Dictionary<string, string>());
        var pairs = new List<(double With, double Without)>();
        for (var round = 0; round < WarmRounds + rounds; round++)
        {
            // Purchases are made just before, because those that wait for their push are looked at after a while.
            await withKeys.Buy(pushes);
            await without.Buy(pushes);
            // The one that begins alternates.
            var first = round % 2 == 0 ? await withKeys.Push(parallel) : 0;
            var other = await without.Push(parallel);
            var one = round % 2 == 0 ? first : await withKeys.Push(parallel);
            if (round < WarmRounds) continue;
            pairs.Add((one, other));
            Scene.Say(string.Create(CultureInfo.InvariantCulture,
                $"{store}: {one / pushes:0.000} ms of processor time for a push with keys, {other / pushes:0.000} "
                + $"without: x {one / other:0.000}"));
        }
        var ratios = pairs.Select(pair => pair.With / pair.Without).Order().ToList();
        Scene.Say(string.Create(CultureInfo.InvariantCulture,
            $"{store}: with keys against without, {rounds} pairs of {pushes}: median x "
            + $"{(ratios[(ratios.Count - 1) / 2] + ratios[ratios.Count / 2]) / 2:0.000}, all together x "
            + $"{pairs.Sum(pair => pair.With) / pairs.Sum(pair => pair.Without):0.000}, from {ratios[0]:0.000} to "
            + $"{ratios[^1]:0.000}"));
    }

    private static Dictionary<string, string> Keys() => new()
    {
        ["Adapter:DataKeys:0"] = Convert.ToBase64String(new byte[32]),
        ["Adapter:TimelineKeys:0"] = Convert.ToBase64String(new byte[32]),
    };

    /// <summary>A node, its partners and its shoppers.</summary>
    private sealed class Side(Balancer balancer, Shop shop, NodeProcess node) : IAsyncDisposable
    {
        private IReadOnlyList<Purchase> bought = [];

        public static async Task<Side> Start(
            string store, PostgresServer server, IReadOnlyDictionary<string, string> keys)
        {
            var balancer = new Balancer();
            var shop = await Shop.Open(balancer);
            var merchant = QliroSimulatorOptions.DefaultMerchant;
            var document = NorceOrders.Configuration(
                shop.Qliro.BaseUrl, merchant.ApiKey, merchant.ApiSecret, Balancer.Url, "http://shop.example");
            document["options"]!["recurring"] = true;
            shop.Norce.SetConfiguration(document);
            var settings = NodeProcess.Settings(
                shop.Norce, store == Throughput.Postgres ? await server.CreateDatabase() : null);
            settings["Reconciliation:IntervalSeconds"] = "600";
            foreach (var (name, value) in keys) settings[name] = value;
            var node = NodeProcess.WebFront(keys.Count > 0 ? "with keys" : "without", settings);
            await node.Start();
            balancer.Nodes = [node.Url];
            return new(balancer, shop, node);
        }

        public async Task Buy(int count)
            => bought = await Scene.Each(Enumerable.Range(0, count), 8, _ => shop.Buy());

        /// <summary>Pushes what was bought last. Returns the milliseconds of processor time.</summary>
        public async Task<double> Push(int parallel)
        {
            shop.ForgetCalls();
            var before = node.ProcessorTime;
            await Scene.Each(bought, parallel, purchase => shop.Push(purchase));
            return (node.ProcessorTime - before).TotalMilliseconds;
        }

        public async ValueTask DisposeAsync()
        {
            node.Dispose();
            await shop.DisposeAsync();
            balancer.Dispose();
        }
    }
}
