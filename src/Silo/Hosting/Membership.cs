using Orleans.Configuration;

namespace QliroAdapter.Silo;

/// <summary>
/// When a node counts as dead. A killed node should be replaced within seconds, because shoppers wait. A node that is
/// only short of processor time should stay, because moving its payments gains nothing. A wrong decision does no harm
/// either way: the version of the stored document keeps two activations of one payment apart.
/// </summary>
internal static class Membership
{
    public static void Tune(ClusterMembershipOptions membership)
    {
        // A killed process refuses connections, so its probes fail at once: three of them, two seconds apart. With one
        // second in between, on a machine with twenty times the work it could do, living nodes were declared dead.
        membership.ProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = 3;
        // A process that hangs, or gets no processor time, keeps its connections open. Its probes are waited for longer
        // each time, up to this.
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(8);
        membership.ExtendProbeTimeoutDuringDegradation = true;
        // Where there are two other nodes, two must agree.
        membership.NumVotesForDeathDeclaration = 2;
        // A node that has given no sign of life for 9 s does not hold up a join. So a cluster of which all nodes died
        // is back in 20 s, at the cost of one small update per node every 3 s.
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
        membership.NumMissedTableIAmAliveLimit = 3;
        // When joining takes longer, the process ends and its supervisor starts it again.
        membership.MaxJoinAttemptTime = TimeSpan.FromMinutes(1);
        // Gossip spreads changes at once. The table is read again this often in case gossip was lost.
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        // Dead nodes stay in the table for a day and are then deleted.
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
    }
}
