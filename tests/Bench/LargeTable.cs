using System.Diagnostics;
using System.Globalization;
using QliroAdapter.Client;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Tests.Postgres;
using QliroAdapter.Tests.Processes;

namespace QliroAdapter.Bench;

/// <summary>
/// Measures the cost of one more push beside many payments: two adapters on one durable PostgreSQL server, one with an
/// empty database and one with a full one. Pushes go to both alternately, so that other load on the machine affects
/// both; each push is the first of its purchase. The full database holds copies of a real captured payment with its
/// history.
/// </summary>
internal static class LargeTable
{
    private const double RatioMax = 1.2;

    // Of about twenty events per payment; these are enough to make the index as deep.
    private const int EventsCopied = 4;

    // A new process compiles its code during these.
    private const int WarmUp = 50;

    /// <summary>0 when the ratio is within the limit, 1 when it is not, 2 when the arguments are wrong.</summary>
    public static async Task<int> Run(string[] args)
    {
        if (args.Length == 0)
        {
            await Console.Error.WriteLineAsync("Bench table <path to QliroAdapter.WebFront.dll> [payments] [pushes]");
            return 2;
        }

        var payments = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000;
        var pushes = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 300;
        await using var server = await PostgresServer.Start(isDurable: true);
        await using var empty = await Shop.Open(args[0], await server.CreateDatabase());
        await using var full = await Shop.Open(args[0], await server.CreateDatabase());
        foreach (var shop in new[] { empty, full })
            for (var number = 0; number < WarmUp; number++) await shop.TimedPush();
        var seconds = await full.Fill(payments);
        var rows = await full.Count();
        Console.WriteLine($"{rows} payments written in {seconds} s");

        var (beside, alone) = (new double[pushes], new double[pushes]);
        for (var number = 0; number < pushes; number++)
        {
            alone[number] = await empty.TimedPush();
            beside[number] = await full.TimedPush();
        }

        var medians = Median(beside) / Median(alone);
        var means = beside.Average() / alone.Average();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{pushes} pushes each: empty median {Median(alone):0.00} ms, mean {alone.Average():0.00} ms; beside "
            + $"{rows} payments median {Median(beside):0.00} ms, mean {beside.Average():0.00} ms; "
            + $"ratio of medians {medians:0.00}, of means {means:0.00} (at most {RatioMax})"));
        return medians <= RatioMax ? 0 : 1;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    /// <summary>An adapter with its own database and its own partners.</summary>
    private sealed class Shop : IAsyncDisposable
    {
        private readonly NorceSimulator norce;
        private readonly QliroSimulator qliro;
        private readonly AdapterProgram adapter;
        private readonly string database;
        private readonly IAdapterClient api;

        private Shop(NorceSimulator norce, QliroSimulator qliro, AdapterProgram adapter, string database)
        {
            (this.norce, this.qliro, this.adapter, this.database) = (norce, qliro, adapter, database);
            api = ShopClient.Api(adapter.Url);
        }

        public static async Task<Shop> Open(string program, string database)
        {
            var shop = await NorceSimulator.Start();
            var bank = await QliroSimulator.Start(new() { PushesByThemselves = false });
            shop.SetConfiguration(NorceOrders.Configuration(
                bank.BaseUrl, QliroSimulatorOptions.DefaultMerchant.ApiKey,
                QliroSimulatorOptions.DefaultMerchant.ApiSecret, "http://127.0.0.1", "http://shop.example"));
            var started = new AdapterProgram(program, shop, new Dictionary<string, string>
            {
                ["Storage:Postgres:ConnectionString"] = database,
            });
            await started.Start();
            return new(shop, bank, started, database);
        }

        /// <summary>Makes a purchase and returns how long its push took, in milliseconds.</summary>
        public async Task<double> TimedPush()
        {
            var purchase = await Purchase.Make(api, norce, qliro);
            var sent = Stopwatch.GetTimestamp();
            await purchase.Push(api);
            return Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
        }

        /// <summary>
        /// Copies one of its payments; each copy has its own keys and no due work. Returns the seconds it took.
        /// </summary>
        public async Task<int> Fill(int payments)
        {
            var started = Stopwatch.GetTimestamp();
            await PostgresServer.Execute(database,
                $"""
                create temporary table model as
                select * from payments where payment_id <> '' order by version desc limit 1;
                insert into payments
                select key || number, merchant, channel, order_id || number, payment_id || number,
                       qliro_order_id || number, state, version, null, null, 0,
                       updated_at - make_interval(secs => number), last_event, null, document
                from model, generate_series(1, {payments}) as number;
                insert into payment_events
                select event.key || number, seq, at, kind, summary, filed_at
                from payment_events as event join model using (key), generate_series(1, {payments}) as number
                where seq <= {EventsCopied};
                """);
            await PostgresServer.Execute(database, "vacuum (analyze) payments");
            await PostgresServer.Execute(database, "vacuum (analyze) payment_events");
            await PostgresServer.Execute(database, "checkpoint");
            return (int)Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        public async Task<long> Count()
            => (long)(await PostgresServer.Execute(database, "select count(*) from payments where payment_id <> ''"))!;

        public async ValueTask DisposeAsync()
        {
            adapter.Dispose();
            await norce.DisposeAsync();
            await qliro.DisposeAsync();
        }
    }
}
