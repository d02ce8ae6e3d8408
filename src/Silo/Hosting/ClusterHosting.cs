using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;
using QliroAdapter.EmbeddedSilo;
using QliroAdapter.Norce;
using QliroAdapter.Ops;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Store;
using QliroAdapter.WebFront;

namespace QliroAdapter.Silo;

/// <summary>What stands behind the routes in a cluster: the store, and grains here or elsewhere.</summary>
internal static class ClusterHosting
{
    // Above the longest turn's waits for partners (40 s), so that an answer is not thrown away; where somebody waits
    // for less, the sender's own limit is shorter (Delivery, Hooks, the validation endpoint).
    private static readonly TimeSpan responseTimeout = TimeSpan.FromSeconds(60);

    // A silo that leaves tells the fronts, and serves what they sent through it for so long: most turns are over by
    // then.
    private static readonly TimeSpan farewell = TimeSpan.FromSeconds(4);

    /// <summary>For every role.</summary>
    public static void AddCluster(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddNode(configuration);
        services.AddSingleton(new EngineTelemetry(["Microsoft.Orleans"], ["Microsoft.Orleans.*"]));
        if (settings.HoldsGrains)
        {
            services.AddGrainNeeds(configuration);
            builder.UseOrleans(silo => silo.AddPaymentSilo(settings));
            // After the silo: it stops before it, and starts when grains can be reached.
            services.AddDueWork();
        }
        else
        {
            builder.AddFront(settings);
        }
    }

    /// <summary>The database, and the way to the grains.</summary>
    public static void AddNode(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPostgresStore(configuration);
        services.AddHostedService<ClusterSchema>();
        services.AddSiloBasics(configuration);
        services.AddSingleton<IPaymentGrains, ClusteredPaymentGrains>();
    }

    /// <summary>What grains work with.</summary>
    public static void AddGrainNeeds(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddNorce(configuration);
        services.AddQliro(configuration);
        services.AddPayments(configuration);
        services.AddCallbackTokens(configuration);
        services.AddSingleton<ISiloStatistics, SiloStatistics>();
    }

    /// <summary>
    /// Every silo looks for payments whose time has come, wherever they are; the store keeps the looks apart.
    /// </summary>
    public static void AddDueWork(this IServiceCollection services) => services.AddHostedService<DueWork>();

    private static void AddPaymentSilo(this ISiloBuilder silo, SiloSettings settings)
    {
        silo.Configure<ClusterOptions>(cluster =>
            (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
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
            (ClusterStorage.Invariant, settings.ConnectionString));
        silo.AddPaymentGrains(settings.ConnectionString);
        if (settings.Certificates is { } certificates) silo.UseTls(certificates.Use);
    }

    /// <summary>The grains, their messages and their state, wherever the membership is kept.</summary>
    public static void AddPaymentGrains(this ISiloBuilder silo, string connectionString)
    {
        silo.Services.AddSingleton<ClusteredGrains>();
        silo.Services.AddClusterMessages();
        silo.AddAdoNetGrainStorage(ClusterStorage.Name, storage =>
        {
            storage.Invariant = ClusterStorage.Invariant;
            storage.ConnectionString = connectionString;
            storage.GrainStorageSerializer = new CommitSerializer();
        });
        silo.Configure<ClusterMembershipOptions>(Membership.Tune);
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = responseTimeout;
            messaging.ClientGatewayShutdownNotificationTimeout = farewell;
        });
        silo.Services.AddOptions<GrainCollectionOptions>().Configure<IOptions<EmbeddedSiloOptions>>(CollectIdle);
        silo.AddDashboard();
    }

    /// <summary>What operators are shown of a front.</summary>
    public static void AddFrontStatistics(this IServiceCollection services)
    {
        services.AddSingleton<FrontStatistics>();
        services.AddSingleton<ISiloStatistics>(provider => provider.GetRequiredService<FrontStatistics>());
        services.AddSingleton<IPartnerStandings>(provider => provider.GetRequiredService<FrontStatistics>());
    }

    private static void AddFront(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        builder.Services.AddFrontStatistics();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster =>
                (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
            client.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) =
                (ClusterStorage.Invariant, settings.ConnectionString));
            client.Services.AddClusterMessages();
            client.Services.AddSingleton<IClusterConnectionStatusObserver>(
                provider => provider.GetRequiredService<FrontStatistics>());
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = responseTimeout);
            // A gateway that hangs without closing its connections is dropped when the membership says that it is dead.
            client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
            client.UseConnectionRetryFilter(KeepTrying);
            client.AddDashboard();
            if (settings.Certificates is { } certificates) client.UseTls(certificates.Use);
        });
    }

    // A front may start before the first silo: it is not ready until there is one.
    private static async Task<bool> KeepTrying(Exception failure, CancellationToken stopping)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stopping);
        return !stopping.IsCancellationRequested;
    }

    // The same setting as for the embedded engine. Orleans looks every quantum and wants an age above it.
    private static void CollectIdle(GrainCollectionOptions collection, IOptions<EmbeddedSiloOptions> engine)
    {
        var idle = TimeSpan.FromSeconds(engine.Value.IdleSeconds);
        collection.CollectionQuantum = TimeSpan.FromSeconds(Math.Clamp(engine.Value.IdleSeconds / 4, 1, 60));
        collection.CollectionAge = idle > collection.CollectionQuantum ? idle : collection.CollectionQuantum * 2;
    }
}
