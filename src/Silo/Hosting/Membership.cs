using Orleans.Configuration;

namespace QliroAdapter.Silo;

/// <summary>
/// When a node counts as dead. A killed one should be replaced within seconds, because shoppers wait; one that is only
/// short of processor time should live, because its payments would move for nothing. Two mistakes are harmless all the
/// same: two activations of a payment are kept apart by the version of what is stored.
/// </summary>
internal static class Membership
{
    public static void Tune(ClusterMembershipOptions membership)
    {
        // A killed process refuses connections, so its probes fail at once: three of them, two seconds apart. Seen on a
        // machine with twenty times the work it could do: at one second, living nodes were buried.
        membership.ProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = 3;
        // A process that hangs, or is starved, holds its connections; its probes are waited for, ever longer, up to
        // this.
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(8);
        membership.ExtendProbeTimeoutDuringDegradation = true;
        // Two must say so, where there are two to ask.
        membership.NumVotesForDeathDeclaration = 2;
        // Who has given no sign of life for 15 s does not hinder a join: so a cluster that died whole comes back in 20
        // s, at the price of one small update per node in 5 s.
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.NumMissedTableIAmAliveLimit = 3;
        // A join that takes longer ends the process; what supervises it starts it again.
        membership.MaxJoinAttemptTime = TimeSpan.FromMinutes(1);
        // Gossip brings changes at once; this is for the gossip that got lost.
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        // The dead are looked up for a day, then forgotten.
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
    }
}
