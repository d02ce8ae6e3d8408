using System.Diagnostics;
using System.Globalization;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>
/// What pushes cost the nodes, the database and everybody else on the machine, with one, two and four nodes on one
/// PostgreSQL; whether a queueing model explains the rates; and what the model asks for a thousand pushes a second. The
/// nodes share the machine's processors with each other, the database and the partners, so more nodes cannot be faster
/// here: only what each push costs means anything.
/// </summary>
/// <param name="purchases">Pushes for each number of callers.</param>
internal sealed class Capacity(int purchases)
{
    private const double Wanted = 1000;
    private const double BusyMax = 0.6;
    private const int Explaining = 16;
    private static readonly int[] nodesTried = [1, 2, 4];
    private static readonly int[] callersTried = [1, 4, Explaining, 64];

    public async Task Run()
    {
        await using var server = await PostgresServer.Start(isDurable: true);
        Point? alone = null;
        foreach (var nodes in nodesTried)
        {
            var points = await Measure(server, nodes);
            var main = points.Single(point => point.Callers == Explaining);
            alone ??= main;
            Scene.Say(Line($"{nodes} nodes, {main.Callers} callers: processor time of the nodes for a push × ")
                + Line($"{main.Node / alone.Node:0.00} of one node's, of the database × {main.Database / alone.Database:0.00}"));
            if (nodes == 1) Explain(points, main);
        }
    }

    private static void Explain(IReadOnlyList<Point> points, Point main)
    {
        var delay = QueueingModel.DelayOf(points[0].PerSecond, points[0].All);
        Scene.Say(Line($"a push: node {main.Node:0.00} ms, database {main.Database:0.00} ms, partners and callers ")
            + Line($"{main.Others:0.00} ms of processor time; a lone push waits {delay:0.0} ms for what needs no processor"));
        var model = new QueueingModel(main.All, delay, Environment.ProcessorCount);
        foreach (var point in points)
            Scene.Say(Line($"{point.Callers} callers: the model's rate is × {model.PerSecond(point.Callers) / point.PerSecond:0.00} ")
                + "of the measured one");
        var node = QueueingModel.Processors(Wanted, main.Node, BusyMax);
        var database = QueueingModel.Processors(Wanted, main.Database, BusyMax);
        Scene.Say(Line($"{Wanted} pushes a second, at most {BusyMax:P0} busy: {node:0.0} processors like this one for nodes, ")
            + Line($"{database:0.0} for the database; one processor of a database takes {1000 / main.Database:0} pushes a second"));
    }

    private async Task<List<Point>> Measure(PostgresServer server, int nodes)
    {
        using var balancer = new Balancer();
        await using var shop = await Shop.Open(balancer);
        var settings = NodeProcess.Settings(shop.Norce, await server.CreateDatabase());
        settings["Reconciliation:IntervalSeconds"] = "600";
        var running = Enumerable.Range(1, nodes).Select(number => NodeProcess.WebFront($"node {number}", settings)).ToList();
        try
        {
            await Task.WhenAll(running.Select(node => node.Start()));
            balancer.Nodes = [.. running.Select(node => node.Url)];
            await Push(await Buy(purchases * nodes), Explaining); // Compiles the code.
            var points = new List<Point>();
            foreach (var callers in callersTried)
            {
                var bought = await Buy(purchases);
                var (watch, before) = (Stopwatch.StartNew(), Spent());
                await Push(bought, callers);
                var (took, after) = (watch.Elapsed, Spent());
                var (node, database, others) = (after.Node - before.Node, after.Database - before.Database,
                    after.Others - before.Others);
                points.Add(new(callers, purchases / took.TotalSeconds, node / purchases, database / purchases,
                    others / purchases));
                Scene.Say(Line($"{nodes} nodes, {callers} callers: {points[^1].PerSecond:0} pushes/s, node {points[^1].Node:0.00}")
                    + Line($" ms, database {points[^1].Database:0.00} ms, others {points[^1].Others:0.00} ms"));
            }

            return points;
        }
        finally
        {
            foreach (var node in running) node.Dispose();
        }

        Task<IReadOnlyList<Purchase>> Buy(int many) => Scene.Each(Enumerable.Range(0, many), 8, _ => shop.Buy());

        Task Push(IReadOnlyList<Purchase> those, int callers)
            => Scene.Each(those, callers, purchase => shop.Push(purchase));

        (double Node, double Database, double Others) Spent() => (
            running.Sum(node => node.ProcessorTime.TotalMilliseconds),
            server.ProcessorTime.TotalMilliseconds,
            Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds);
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>One measured stretch; processor times in milliseconds for each push.</summary>
    /// <param name="Callers">How many called at the same time.</param>
    /// <param name="PerSecond">Answered in a second.</param>
    /// <param name="Node">Of all nodes.</param>
    /// <param name="Database">Of all processes of the database's server.</param>
    /// <param name="Others">Of the partners and callers, which are one process.</param>
    private sealed record Point(int Callers, double PerSecond, double Node, double Database, double Others)
    {
        public double All => Node + Database + Others;
    }
}
