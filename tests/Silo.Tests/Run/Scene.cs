using System.Diagnostics;
using System.Globalization;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>
/// Both partners, shoppers and nodes on their own database server, and the disasters that can happen to them.
/// </summary>
internal sealed class Scene : IAsyncDisposable
{
    // This many shops call at the same time while purchases are prepared and captured.
    private const int Shops = 8;

    private readonly List<NodeProcess> nodes = [];
    private readonly Balancer balancer;

    private Scene(PostgresServer server, Shop shop, Balancer balancer, Dictionary<string, string> settings)
        => (Server, Shop, this.balancer, Settings) = (server, shop, balancer, settings);

    public PostgresServer Server { get; }

    public Shop Shop { get; }

    /// <summary>The settings of every node of the cluster.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    public static async Task<Scene> Open()
    {
        var server = await PostgresServer.Start(isDurable: true);
        var before = new Balancer();
        var shop = await Shop.Open(before);
        return new(server, shop, before, NodeProcess.Settings(shop.Norce, await server.CreateDatabase()));
    }

    /// <summary>Starts nodes, all at once, and sends calls to those that accept them.</summary>
    public async Task Start(params IReadOnlyList<NodeProcess> those)
    {
        nodes.AddRange(those);
        await Task.WhenAll(those.Select(node => node.Start()));
    }

    /// <summary>Sends calls to these nodes in turn from now on.</summary>
    public void Balance(params IReadOnlyList<NodeProcess> those)
        => balancer.Nodes = [.. those.Select(node => node.Url)];

    /// <summary>Purchases that Qliro has completed and whose pushes have not been sent.</summary>
    public Task<IReadOnlyList<Purchase>> Buy(int purchases)
        => Each(Enumerable.Range(0, purchases), Shops, _ => Shop.Buy());

    /// <summary>Sends one push for each purchase at a steady rate, and does something after a third of them.</summary>
    /// <param name="bought">The purchases, in order.</param>
    /// <param name="perSecond">Number of pushes in a second.</param>
    /// <param name="mishap">What happens; gets the purchases pushed so far.</param>
    public async Task<IReadOnlyList<Told>> Push(
        IReadOnlyList<Purchase> bought, int perSecond, Func<IReadOnlyList<Purchase>, Task> mishap)
    {
        var clock = Stopwatch.StartNew();
        var happening = Task.CompletedTask;
        var told = await Task.WhenAll(bought.Select(async (purchase, number) =>
        {
            var due = TimeSpan.FromSeconds((double)number / perSecond);
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed, TimeProvider.System);
            if (number == bought.Count / 3) happening = mishap([.. bought.Take(number)]);
            return await Shop.Push(purchase);
        }));
        await happening;
        Say($"{bought.Count} pushes at {perSecond}/s: {Line(told)}, {told.Count(one => one.Tries > 1)} sent again");
        return told;
    }

    /// <summary>
    /// Requests every one of these payments at once; returns how long it takes until all were answered.
    /// </summary>
    public async Task<TimeSpan> UntilServed(IEnumerable<Purchase> those)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(those.Select(purchase => Shop.Push(purchase)));
        return watch.Elapsed;
    }

    /// <summary>Captures everything and reads both partners' orders.</summary>
    /// <returns>True when nothing was lost and nothing was done twice.</returns>
    public async Task<bool> Audit(IReadOnlyList<Purchase> bought)
    {
        await Each(bought, Shops, async purchase =>
        {
            await Shop.Capture(purchase);
            return true;
        });
        // Outbox entries are delivered in the background, so only a fault that is still there after a minute counts.
        var watch = Stopwatch.StartNew();
        var faults = Shop.Faults(bought, captured: true).ToList();
        while (faults.Count > 0 && watch.Elapsed < TimeSpan.FromMinutes(1))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
            faults = [.. Shop.Faults(bought, captured: true)];
        }

        Say(faults.Count == 0
            ? $"books: {bought.Count} purchases completed once and captured once, on both sides"
            : $"books: {faults.Count} faults, such as {string.Join("; ", faults.Take(5))}");
        return faults.Count == 0;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) node.Dispose();
        await Shop.DisposeAsync();
        balancer.Dispose();
        await Server.DisposeAsync();
    }

    public static async Task<IReadOnlyList<TOut>> Each<TIn, TOut>(
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

    public static void Say(string line) => Console.WriteLine(line);

    public static string Line(IReadOnlyList<Told> told)
    {
        var sorted = told.Select(one => one.Took.TotalMilliseconds).Order().ToList();
        double At(double share) => sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
        return string.Create(CultureInfo.InvariantCulture,
            $"p50 {At(0.50):0} ms, p99 {At(0.99):0} ms, max {sorted[^1]:0} ms");
    }
}
