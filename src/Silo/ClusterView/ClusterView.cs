using Orleans.Runtime;
using QliroAdapter.Ops;

namespace QliroAdapter.Silo;

/// <summary>
/// Answers the console's questions about the cluster. Each has a short time limit, because pages must open when the
/// cluster is in trouble: what could not be asked is said on the page.
/// </summary>
internal sealed partial class ClusterView(
    IGrainFactory grains, NodeReporter reporter, TrafficRecorder traffic, TimeProvider clock,
    ILogger<ClusterView> logger)
    : ICluster
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(2);

    /// <summary>A list of so many payments is read in a moment.</summary>
    private const int ListedMax = 5000;

    private IManagementGrain Management => grains.GetGrain<IManagementGrain>(0);

    /// <inheritdoc/>
    public async Task<ClusterFigures> Look(CancellationToken cancellation)
    {
        try
        {
            await reporter.Report(cancellation);
            return await grains.GetGrain<IClusterGrain>(ClusterGrain.Key).ShowCluster(new())
                .WaitAsync(timeout, clock, cancellation);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            NotAsked(problem);
            return Own();
        }
    }

    /// <inheritdoc/>
    public async Task<ClusterMembers> Members(CancellationToken cancellation)
    {
        try
        {
            var hosts = Management.GetDetailedHosts(onlyActive: false).WaitAsync(timeout, clock, cancellation);
            var counts = Management.GetSimpleGrainStatistics().WaitAsync(timeout, clock, cancellation);
            var silos = (await hosts).Where(silo => silo.Status != SiloStatus.Dead).Select(silo => new SiloMember(
                silo.SiloAddress.ToString(), silo.Status.ToString(), silo.HostName,
                new DateTimeOffset(silo.StartTime, TimeSpan.Zero)));
            var held = (await counts).GroupBy(count => (Silo: count.SiloAddress.ToString(), Kind: KindOf(count)))
                .Select(group => new GrainCount(
                    group.Key.Silo, group.Key.Kind, group.Sum(count => count.ActivationCount)));
            return new() { Silos = [.. silos], Grains = [.. held] };
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            NotAsked(problem);
            return new() { Silos = [], Grains = [], Shortcoming = "The membership could not be asked in time." };
        }
    }

    /// <inheritdoc/>
    public async Task<string?> Holder(PaymentKey key, CancellationToken cancellation)
    {
        var payment = grains.GetGrain<IPaymentGrain>(key.ToString());
        var address = await Management.GetActivationAddress(payment).AsTask().WaitAsync(timeout, clock, cancellation);
        return address is not null && await Holds(address, payment.GetGrainId()).WaitAsync(timeout, clock, cancellation)
            ? address.ToString()
            : null;
    }

    /// <summary>
    /// Orleans answers from the cache of its directory, which keeps a payment's node after the payment has left memory.
    /// So the node is asked, unless it holds so many payments that their list is too long; then the cache is believed.
    /// </summary>
    private async Task<bool> Holds(SiloAddress address, GrainId payment)
    {
        SiloAddress[] silo = [address];
        var counts = (await Management.GetSimpleGrainStatistics(silo))
            .Where(count => KindOf(count) == nameof(Composition.PaymentGrain)).ToList();
        if (counts.Sum(count => count.ActivationCount) > ListedMax) return true;
        var types = counts.Select(count => count.GrainType).ToArray();
        return types.Length > 0 && (await Management.GetDetailedGrainStatistics(types, silo))
            .Any(one => one.GrainId == payment);
    }

    private ClusterFigures Own() => new()
    {
        Nodes = [reporter.Self],
        Minutes = traffic.Since(DateTimeOffset.MinValue),
        Outbox = [],
        Waiting = [],
        Since = reporter.Self.StartedAt,
        Shortcoming = "The other nodes could not be asked in time: these are the figures of this node alone.",
    };

    // The name of a class with its namespace, and of a generic one with its arguments and assemblies.
    private static string KindOf(SimpleGrainStatistic count)
    {
        var name = count.GrainType.Split(',', '`', '[')[0];
        return name[(name.LastIndexOf('.') + 1)..];
    }
}
