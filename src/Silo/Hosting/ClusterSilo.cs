using System.Net;
using Orleans.Configuration;

namespace QliroAdapter.Silo;

/// <summary>A node of a cluster: membership and payments are in PostgreSQL, grains on every node.</summary>
internal static class ClusterSilo
{
    /// <summary>The name under which .NET knows Npgsql's provider factory.</summary>
    public const string Invariant = "Npgsql";

    // A silo that leaves tells the fronts, and for this long serves the calls that they sent through it. Most turns end
    // within it.
    private static readonly TimeSpan leaving = TimeSpan.FromSeconds(4);

    public static void UseCluster(this ISiloBuilder silo, SiloSettings settings)
    {
        silo.Configure<ClusterOptions>(settings.Name);
        silo.Configure<EndpointOptions>(endpoint =>
        {
            endpoint.AdvertisedIPAddress = settings.Address;
            endpoint.SiloPort = settings.Port;
            endpoint.GatewayPort = settings.GatewayPort;
            // The address is set because the default is to listen on every address of the machine.
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
