using Orleans.Configuration;

namespace QliroAdapter.Silo;

/// <summary>
/// When a node counts as dead. A killed one should be replaced within seconds, because shoppers wait; one that is only short
/// of processor time should live, because its payments would move for nothing. Two mistakes are harmless all the same: two
/// activations of a payment are kept apart by the version of what is stored.
/// </summary>
internal static class Membership
{
    public static void Tune(ClusterMembershipOptions membership)
    {
        // A probe a second; a machine without a free processor answers within one, and may take two.
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        // Three missed in a row: about 3 s after a kill, about 6 s for a process that hangs and holds its connections.
        membership.NumMissedProbesLimit = 3;
        // Two must say so, where there are two to ask.
        membership.NumVotesForDeathDeclaration = 2;
        // Who has given no sign of life for 15 s does not hinder a join: so a cluster that died whole comes back in 20 s,
        // at the price of one small update per node in 5 s.
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
