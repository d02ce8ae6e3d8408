using System.Diagnostics.Metrics;
using QliroAdapter.Norce;

namespace QliroAdapter.Silo;

/// <summary>
/// Counts the channels that use a kept document because theirs cannot be read (meter <c>QliroAdapter.Norce</c>), and
/// asks for their documents once a minute, so that a recovery shows even when nobody buys in the channel.
/// </summary>
internal sealed class ChannelWatch : BackgroundService
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "QliroAdapter.Norce";

    private static readonly TimeSpan pause = TimeSpan.FromMinutes(1);

    private readonly ChannelConfigurations configurations;
    private readonly TimeProvider time;

    public ChannelWatch(ChannelConfigurations configurations, IMeterFactory factory, TimeProvider time)
    {
        (this.configurations, this.time) = (configurations, time);
        var meter = factory.Create(MeterName);
        meter.CreateObservableGauge(
            "norce.configuration.stale", () => configurations.Stale.Count, "{channel}",
            "Channels whose configuration document cannot be read now, 100 at most.");
        meter.CreateObservableGauge(
            "norce.configuration.age", OldestAge, "s",
            "Age of the oldest document that serves because it cannot be read now; 0 when none does.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await configurations.RefreshStale();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private double OldestAge() => configurations.Stale.Min(one => one.ReadAt) is { } oldest
        ? (time.GetUtcNow() - oldest).TotalSeconds
        : 0;
}
