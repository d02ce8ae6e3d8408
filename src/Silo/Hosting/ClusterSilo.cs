using System.Net;
using Orleans.Configuration;

namespace QliroAdapter.Silo;

/// <summary>A node of a cluster: membership and payments in PostgreSQL, grains on every node.</summary>
internal static class ClusterSilo
{
    /// <summary>What npgsql's provider factory is called among the providers of .NET.</summary>
    public const string Invariant = "Npgsql";

    // A silo that leaves tells the fronts, and serves what they sent through it for so long: most turns are over by
    // then.
    private static readonly TimeSpan leaving = TimeSpan.FromSeconds(4);

    public static void UseCluster(this ISiloBuilder silo, SiloSettings settings)
    {
        silo.Configure<ClusterOptions>(settings.Name);
        silo.Configure<EndpointOptions>(endpoint =>
        {
            endpoint.AdvertisedIPAddress = settings.Address;
            endpoint.SiloPort = settings.Port;
            endpoint.GatewayPort = settings.GatewayPort;
            // Named, because the default listens on every address of the machine.
            endpoint.SiloListeningEndpoint = new IPEndPoint(settings.Address, settings.Port);
            endpoint.GatewayListeningEndpoint = new IPEndPoint(settings.Address, settings.GatewayPort);
        });
        silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) =
            (Invariant, settings.ConnectionString));
        silo.AddSettingsStorage(settings.ConnectionString);
        silo.Configure<ClusterMembershipOptions>(Membership.Tune);
        silo.Configure<SiloMessagingOptions>(
            messaging => messaging.ClientGatewayShutdownNotificationTimeout = leaving);
        if (settings.Certificates is { } certificates) silo.UseTls(certificates.Use);
    }
}
