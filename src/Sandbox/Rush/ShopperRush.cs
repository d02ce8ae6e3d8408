using System.Collections.Concurrent;
using QliroAdapter.Client;

namespace QliroAdapter.Sandbox.Rush;

/// <summary>
/// A world that one can watch: shoppers come at a chosen speed, and an auditor looks at both partners' raw documents
/// every second. Real time; what people decide depends on the seed alone.
/// </summary>
public sealed class ShopperRush
{
    // A retry may wait for a minute, and a circuit for its partner.
    private static readonly TimeSpan settlingMax = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan look = TimeSpan.FromSeconds(1);
    private readonly SandboxHost host;
    private readonly BookAuditor auditor;
    private readonly CancellationToken closing;
    private readonly ConcurrentDictionary<string, bool> orders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> breaches = new(StringComparer.Ordinal);
    private volatile bool isStopped;
    private int came;
    private int gone;

    internal ShopperRush(SandboxHost host, RushOptions options, CancellationToken closing)
    {
        (this.host, Options, this.closing) = (host, options, closing);
        auditor = new(host.Norce, host.Qliro);
        Over = Run();
    }

    public RushOptions Options { get; }

    /// <summary>How many have come.</summary>
    public int Came => came;

    /// <summary>How many have finished.</summary>
    public int Gone => gone;

    /// <summary>The Norce orders that they made.</summary>
    public IReadOnlyCollection<string> Orders => [.. orders.Keys];

    public Verdict Verdict { get; private set; } = new(Verdict.Running, "Shoppers are coming.", []);

    /// <summary>Completes with the last verdict.</summary>
    public Task Over { get; }

    /// <summary>No more shoppers come; those in the shop finish.</summary>
    public void Stop() => isStopped = true;

    private async Task Run()
    {
        await Task.Yield();
        using var dayIsOver = CancellationTokenSource.CreateLinkedTokenSource(closing);
        try
        {
            var trouble = Options.HasTrouble
                ? new Trouble(host, new Random(Options.Seed)).Make(dayIsOver.Token) : Task.CompletedTask;
            await Watch(Shoppers());
            await dayIsOver.CancelAsync();
            await trouble;
            await Settle();
        }
        catch (OperationCanceledException)
        {
            Verdict = new(Verdict.Wrong, "The sandbox was stopped before the end.", [.. breaches.Keys]);
        }
        catch (Exception failure)
        {
            Verdict = new(Verdict.Wrong, $"The rush itself failed: {failure.Message}", [failure.ToString()]);
        }
    }

    private async Task Shoppers()
    {
        using var network = new SocketsHttpHandler { UseProxy = false };
        var adapter = host.CreateAdapterClient(network);
        var visits = new List<Task>();
        var between = TimeSpan.FromSeconds(1.0 / Options.PerSecond);
        for (var number = 0; number < Options.Shoppers && !isStopped; number++)
        {
            visits.Add(Visit(adapter, new Random(SeedOf(number))));
            await Task.Delay(between, TimeProvider.System, closing);
        }

        await Task.WhenAll(visits);
    }

    private int SeedOf(int number) => unchecked((Options.Seed * 486187739) + (number * 16777619)) & int.MaxValue;

    private async Task Visit(IAdapterClient adapter, Random mind)
    {
        Interlocked.Increment(ref came);
        try
        {
            await new Shopper(host, adapter, mind, closing).Visit(order => orders[order] = true);
        }
        finally
        {
            Interlocked.Increment(ref gone);
        }
    }

    private async Task Watch(Task shoppers)
    {
        while (await Task.WhenAny(shoppers, Task.Delay(look, TimeProvider.System, closing)) != shoppers)
        {
            closing.ThrowIfCancellationRequested();
            Audit();
            Verdict = Say(Verdict.Running, $"{came} of {Options.Shoppers} have come, {gone} have gone.", []);
        }

        await shoppers;
    }

    private async Task Settle()
    {
        var clock = TimeProvider.System;
        for (var began = clock.GetTimestamp(); ;)
        {
            Audit();
            var differences = auditor.AtRest(Orders);
            var isOver = differences.Count == 0 || clock.GetElapsedTime(began) > settlingMax;
            var word = !isOver ? Verdict.Settling
                : differences.Count == 0 && breaches.IsEmpty ? Verdict.Right : Verdict.Wrong;
            Verdict = Say(word, word switch
            {
                Verdict.Settling => $"All have gone; {differences.Count} orders are still being brought together.",
                Verdict.Right => $"{Orders.Count} orders at rest: no sum exceeds its reservation, none was bought "
                    + "twice, and both partners agree.",
                _ => $"{differences.Count + breaches.Count} things are wrong.",
            }, differences);
            if (isOver) return;
            await Task.Delay(look, clock, closing);
        }
    }

    private void Audit()
    {
        foreach (var breach in auditor.Always(Orders)) breaches[breach] = true;
    }

    private Verdict Say(string word, string text, IReadOnlyList<string> differences)
        => new(breaches.IsEmpty || word == Verdict.Settling ? word : Verdict.Wrong, text,
            [.. breaches.Keys.Order(StringComparer.Ordinal), .. differences]);
}
