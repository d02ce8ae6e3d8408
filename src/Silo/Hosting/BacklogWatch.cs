using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;

namespace QliroAdapter.Silo;

/// <summary>
/// Shows what waits in the store as gauges (meter <c>QliroAdapter.Backlog</c>). They are the truth of the whole
/// cluster, the same on every node. One grain reads the store; a scrape only shows what this node heard of it last.
/// </summary>
internal sealed partial class BacklogWatch : BackgroundService
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "QliroAdapter.Backlog";

    /// <summary>As many currencies as a merchant sells in, and more.</summary>
    private const int CurrenciesMax = 50;

    private static readonly string[] kinds =
    [
        AttentionKinds.Parked, AttentionKinds.Discrepancy, AttentionKinds.OperationFailed,
        AttentionKinds.OutcomeUnknown, AttentionKinds.EventsGivenUp,
    ];

    private readonly IGrainFactory grains;
    private readonly TimeProvider time;
    private readonly TimeSpan pause;
    private readonly ILogger<BacklogWatch> logger;
    private BacklogRead? read;

    public BacklogWatch(
        IGrainFactory grains, IMeterFactory factory, TimeProvider time, IOptions<MetricsOptions> options,
        ILogger<BacklogWatch> logger)
    {
        (this.grains, this.time, this.logger) = (grains, time, logger);
        pause = TimeSpan.FromSeconds(options.Value.StoreSeconds);
        var meter = factory.Create(MeterName);
        meter.CreateObservableGauge(
            "backlog.payments", Payments, "{payment}", "Payments that need a person, by kind of reason.");
        meter.CreateObservableGauge(
            "backlog.at_risk", AtRisk, "{currency}", "Money at risk in them, in whole units of the currency.");
        meter.CreateObservableGauge(
            "backlog.outbox.entries", () => Of(backlog => backlog.OutboxEntries), "{entry}",
            "Entries in all outboxes.");
        meter.CreateObservableGauge(
            "backlog.outbox.oldest", () => Of(Oldest), "s",
            "Time since the oldest outbox entry of a payment that is not parked was first due; 0 when none waits.");
        meter.CreateObservableGauge(
            "backlog.events.oldest", () => Of(backlog => backlog.OldestEvent is { } oldest ? Age(oldest) : 0), "s",
            "Time since the oldest event was first due that the shop's endpoint has not taken; 0 when none waits.");
        meter.CreateObservableGauge(
            "backlog.events.given_up", () => Of(backlog => backlog.EventsGivenUp), "{event}",
            "Events for the shop's endpoint that were given up.");
        meter.CreateObservableGauge(
            "backlog.held", () => Of(backlog => backlog.Held), "{payment}", "Payments whose outbox an operator holds.");
        meter.CreateObservableGauge(
            "backlog.age", () => Of(_ => Age(read!.At)), "s", "Age of the other figures of the backlog.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A first read at once, so that a node that has just started shows the figures.
        await Task.Yield();
        using var timer = new PeriodicTimer(pause, time);
        try
        {
            do await Read();
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    // A node that asks a little before its time is up must not get what it has.
    private async Task Read()
    {
        try
        {
            Volatile.Write(ref read, await grains.GetGrain<IBacklogGrain>(GetBacklog.Key)
                .GetBacklog(new() { AgeMax = pause * 0.9 }));
        }
        catch (Exception failure)
        {
            LogNotRead(logger, failure.Message);
        }
    }

    private IEnumerable<Measurement<long>> Payments() => Volatile.Read(ref read) is not { Backlog: var backlog }
        ? []
        : kinds.Select(kind => new Measurement<long>(
            backlog.Attention.Where(sum => sum.Kind == kind).Sum(sum => sum.Payments), Label("kind", kind)));

    private IEnumerable<Measurement<double>> AtRisk() => Volatile.Read(ref read) is not { Backlog: var backlog }
        ? []
        : backlog.Attention.Where(sum => kinds.Contains(sum.Kind, StringComparer.Ordinal) && IsCurrency(sum.Currency))
            .GroupBy(sum => sum.Currency).OrderBy(group => group.Key, StringComparer.Ordinal).Take(CurrenciesMax)
            .SelectMany(group => group).Select(sum => new Measurement<double>(
                (double)sum.AtRisk, Label("kind", sum.Kind), Label("currency", sum.Currency)));

    private IEnumerable<Measurement<double>> Of(Func<Backlog, double> figure)
        => Volatile.Read(ref read) is { Backlog: var backlog } ? [new(figure(backlog))] : [];

    private double Oldest(Backlog backlog) => backlog.OldestUnparked is { } oldest ? Age(oldest) : 0;

    private double Age(DateTimeOffset at) => Math.Max(0, (time.GetUtcNow() - at).TotalSeconds);

    private static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}
