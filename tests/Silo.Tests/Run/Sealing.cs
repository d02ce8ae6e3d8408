using System.Globalization;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>
/// What encryption, the signed timeline and kept bodies cost a node for a push: processor time with data keys, with
/// timeline keys as well, and without kept bodies, over that as shipped. Four processes of the same build stand side by
/// side and are pushed in turn, so that all meet the same machine. Each purchase saves what later charges need, so that
/// each push has something to seal.
/// </summary>
/// <param name="stores">SQLite, PostgreSQL or both.</param>
/// <param name="rounds">Pairs that count.</param>
/// <param name="pushes">Pushes to each of the four in a round.</param>
/// <param name="parallel">Number of concurrent pushes.</param>
internal sealed class Sealing(IReadOnlyList<string> stores, int rounds, int pushes, int parallel)
{
    // These compile the code.
    private const int WarmRounds = 3;

    // Ten seconds after it was opened a checkout is compared with both partners. That work is nobody's push.
    private static readonly TimeSpan compared = TimeSpan.FromSeconds(13);

    private const string DataKey = "Adapter:DataKeys:0";
    private const string TimelineKey = "Adapter:TimelineKeys:0";

    private static readonly string key = Convert.ToBase64String(new byte[32]);

    public async Task Run()
    {
        await using var server = await PostgresServer.Start(isDurable: true);
        foreach (var store in stores) await Run(store, server);
    }

    private async Task Run(string store, PostgresServer server)
    {
        await using var without = await Side.Start("without keys", store, server);
        await using var data = await Side.Start("data keys", store, server, (DataKey, key));
        await using var both = await Side.Start(
            "data keys and timeline keys", store, server, (DataKey, key), (TimelineKey, key));
        await using var bare = await Side.Start("no kept bodies", store, server, ("Ops:KeepBodiesHours", "0"));
        Side[] sides = [without, data, both, bare];
        var rows = new List<double[]>();
        for (var round = 0; round < WarmRounds + rounds; round++)
        {
            // Purchases are made just before, because those that wait for their push are looked at after a while.
            foreach (var side in sides) await side.Buy(pushes);
            await Task.Delay(compared, TimeProvider.System);
            var took = new double[sides.Length];
            for (var place = 0; place < sides.Length; place++)
            {
                // The one that begins changes.
                var which = (round + place) % sides.Length;
                took[which] = await sides[which].Push(parallel);
            }
            if (round >= WarmRounds) rows.Add(took);
        }
        for (var which = 1; which < sides.Length; which++) Tell(store, sides[which], rows, which);
    }

    private void Tell(string store, Side side, List<double[]> rows, int which)
    {
        var ratios = rows.Select(took => took[which] / took[0]).Order().ToList();
        Scene.Say(string.Create(CultureInfo.InvariantCulture,
            $"{store}: {side.Name} against as shipped, {rounds} pairs of {pushes}: median x "
            + $"{(ratios[(ratios.Count - 1) / 2] + ratios[ratios.Count / 2]) / 2:0.000}, all together x "
            + $"{rows.Sum(took => took[which]) / rows.Sum(took => took[0]):0.000}, from {ratios[0]:0.000} to "
            + $"{ratios[^1]:0.000}"));
    }

    /// <summary>A node, its partners and its shoppers.</summary>
    private sealed class Side(string name, Balancer balancer, Shop shop, NodeProcess node) : IAsyncDisposable
    {
        private IReadOnlyList<Purchase> bought = [];

        public string Name => name;

        public static async Task<Side> Start(
            string name, string store, PostgresServer server, params (string Name, string Value)[] more)
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
            foreach (var (setting, value) in more) settings[setting] = value;
            var node = NodeProcess.WebFront(name, settings);
            await node.Start();
            balancer.Nodes = [node.Url];
            return new(name, balancer, shop, node);
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
