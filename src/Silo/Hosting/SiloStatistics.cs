using Orleans.Runtime;
using QliroAdapter.Ops;

namespace QliroAdapter.Silo;

/// <summary>This silo's load, and whether it is an active member of its cluster.</summary>
internal sealed class SiloStatistics(SiloMetrics metrics, ISiloStatusOracle membership) : ISiloStatistics
{
    /// <inheritdoc/>
    public int Activations => metrics.Activations;

    /// <inheritdoc/>
    public int WaitingMessages => metrics.WaitingMessages;

    /// <inheritdoc/>
    public int RunningTurns => metrics.RunningTurns;

    /// <inheritdoc/>
    public bool IsReady => membership.CurrentStatus == SiloStatus.Active;
}

/// <summary>
/// A front holds no grains, calls no partner and knows no channel. It is ready while it can reach a silo.
/// </summary>
internal sealed class FrontStatistics
    : ISiloStatistics, IPartnerHealth, IChannelHealth, IClusterConnectionStatusObserver
{
    private int gateways;

    /// <inheritdoc/>
    public int Activations => 0;

    /// <inheritdoc/>
    public int WaitingMessages => 0;

    /// <inheritdoc/>
    public int RunningTurns => 0;

    /// <inheritdoc/>
    public bool IsReady => Volatile.Read(ref gateways) > 0;

    /// <inheritdoc/>
    public IReadOnlyList<PartnerHealth> Hosts => [];

    /// <inheritdoc/>
    public IReadOnlyList<ChannelHealth> Stale => [];

    /// <inheritdoc/>
    public void NotifyGatewayCountChanged(
        int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
        => Volatile.Write(ref gateways, currentNumberOfGateways);

    /// <inheritdoc/>
    public void NotifyClusterConnectionLost() => Volatile.Write(ref gateways, 0);
}
