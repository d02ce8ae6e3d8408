using System.Reflection;
using Orleans.Runtime;
using QliroAdapter.Ops;
using QliroAdapter.OutgoingEvents;

namespace QliroAdapter.Silo;

/// <summary>
/// Tells the cluster's grain every few seconds what this process is and does. A report holds the minutes since the last
/// one; all of them when the grain does not know this process.
/// </summary>
internal sealed partial class NodeReporter(
    SiloRole role, IServiceProvider services, IGrainFactory grains, TrafficRecorder traffic, ISiloStatistics load,
    IPartnerHealth partners, IChannelHealth channels, EventLog events, TimeProvider clock,
    ILogger<NodeReporter> logger)
    : BackgroundService
{
    private static readonly TimeSpan interval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim one = new(1);
    private readonly DateTimeOffset startedAt = clock.GetUtcNow();
    private readonly string? silo = services.GetService<ILocalSiloDetails>()?.SiloAddress.ToString();
    private DateTimeOffset? reported;
    private bool isFailing;

    private IClusterGrain Grain => grains.GetGrain<IClusterGrain>(ClusterGrain.Key);

    /// <summary>The version of this program.</summary>
    public static string Version { get; } = typeof(NodeReporter).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>This process as it is now.</summary>
    public NodeFigures Self => new()
    {
        Name = $"{Environment.MachineName}/{Environment.ProcessId}",
        Silo = silo,
        Role = role.ToString(),
        Version = Version,
        StartedAt = startedAt,
        Activations = load.Activations,
        WaitingMessages = load.WaitingMessages,
        RunningTurns = load.RunningTurns,
        IsReady = load.IsReady,
        Partners = partners.Hosts,
        Stale = channels.Stale,
        Events = events.Newest,
        HeardAt = clock.GetUtcNow(),
    };

    /// <summary>Reports now, and again at once when the grain asks for everything.</summary>
    /// <exception cref="TimeoutException">The grain did not answer in time.</exception>
    public async Task Report(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            if (await Send(cancellation)) await Send(cancellation);
        }
        finally
        {
            one.Release();
        }
    }

    public override void Dispose()
    {
        one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryReport(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task TryReport(CancellationToken stopping)
    {
        try
        {
            await Report(stopping);
            isFailing = false;
        }
        catch (Exception problem) when (!stopping.IsCancellationRequested)
        {
            if (!isFailing) NotReported(problem);
            isFailing = true;
        }
    }

    /// <returns>True when all minutes must be sent again.</returns>
    private async Task<bool> Send(CancellationToken cancellation)
    {
        var from = reported;
        var now = TrafficRecorder.MinuteOf(clock.GetUtcNow());
        var answer = await Grain
            .Report(new() { Node = Self, Minutes = traffic.Since(from ?? DateTimeOffset.MinValue) })
            .WaitAsync(timeout, clock, cancellation);
        var isIncomplete = answer.IsNew && from is not null;
        reported = isIncomplete ? null : now;
        return isIncomplete;
    }
}
