using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using QliroAdapter.Composition;
using QliroAdapter.Norce;
using QliroAdapter.Ops;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Partners;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Settings;
using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>
/// Registers what every process needs behind its routes: the store, and grains here or elsewhere. Without a PostgreSQL
/// connection string the silo is local (<see cref="LocalSilo"/>); with one the process is a node of a cluster
/// (<see cref="ClusterSilo"/>) or a front (<see cref="ClusterFront"/>).
/// </summary>
public static class SiloHosting
{
    /// <summary>
    /// Longer than the longest turn waits for partners (40 s), so that no answer is lost. Callers that wait for less
    /// have a shorter limit of their own.
    /// </summary>
    internal static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan shutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Sets where the process listens, how it logs, what it takes of callers' traces, and how long it takes to stop.
    /// </summary>
    public static void UseProcessDefaults(this WebApplicationBuilder builder)
    {
        ListeningUrls.UseDefault(builder);
        builder.AddJsonLogs();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton<DistributedContextPropagator, TraceParentOnly>();
        builder.Services.AddSingleton<StoreReadiness>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = shutdownTimeout);
    }

    /// <summary>Registers store and grains of a node that <c>src/Silo</c> runs.</summary>
    public static void AddSilo(this IHostApplicationBuilder builder) => builder.AddSilo(SiloRole.Silo);

    /// <summary>
    /// Registers the store, and grains here or elsewhere. Hosted services start in this order and stop in the reverse
    /// one: store, silo, due work, and HTTP, which a web host adds last.
    /// </summary>
    /// <param name="builder">Its settings must have passed <see cref="AdapterSettings.Mistakes"/>.</param>
    /// <param name="role">The program's own role, used when <c>Silo:Role</c> is not set.</param>
    public static void AddSilo(this IHostApplicationBuilder builder, SiloRole role)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        var settings = SiloSettings.Read(configuration, role);
        services.TryAddSingleton(TimeProvider.System);
        if (settings.IsCluster) services.AddPostgresStore(configuration).AddHostedService<ClusterSchema>();
        else services.AddSqliteStore(configuration).AddHostedService<LocalSchema>();
        services.AddSettings<SiloOptions>(configuration);
        services.AddCallbackTokens(configuration);
        services.AddMetrics();
        services.AddSingleton<SiloMetrics>();
        services.AddSingleton<IPaymentGrains, OrleansGrains>();
        services.AddSingleton<IOperatorSessions, OperatorSessions>();
        services.AddSingleton<IResumeRuns, ResumeRuns>();
        if (settings.Role == SiloRole.Front)
        {
            builder.AddClusterFront(settings);
            services.AddClusterView(settings.Role);
            return;
        }

        services.AddPaymentServices(configuration);
        builder.UseOrleans(silo =>
        {
            if (settings.IsCluster) silo.UseCluster(settings);
            else silo.UseLocal(settings);
            silo.AddPayments();
        });
        services.AddDueWork();
        services.AddHostedService<BodyKeeper>();
        services.AddHostedService<ChannelWatch>();
        services.AddHostedService<EventSender>();
        services.AddClusterView(settings.Role);
        services.AddSettings<MetricsOptions>(configuration);
        services.AddHostedService<BacklogWatch>();
        services.AddHostedService<ResumeRunWatch>();
    }

    /// <summary>Registers what grains work with: partners' clients, and the payment's own services.</summary>
    internal static void AddPaymentServices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddNorce(configuration);
        services.AddQliro(configuration);
        services.AddPayments(configuration);
        services.AddSingleton<ISiloStatistics, SiloStatistics>();
    }

    /// <summary>
    /// Every silo scans for due work; leases in the store keep the scans from taking the same payments.
    /// </summary>
    internal static void AddDueWork(this IServiceCollection services) => services.AddHostedService<DueWork>();

    /// <summary>Registers grains, messages and call filters; the same wherever the membership is kept.</summary>
    internal static void AddPayments(this ISiloBuilder silo)
    {
        silo.Services.AddGrainMessages();
        silo.AddIncomingGrainCallFilter<IncomingCalls>();
        silo.AddOutgoingGrainCallFilter<OutgoingCalls>();
        silo.Services.AddSingleton<Orleans.Runtime.IConfigureGrainContextProvider, CountActivations>();
        silo.Services.AddOptions<SiloMessagingOptions>().Configure<IOptions<SiloOptions>>(Configure);
        silo.Services.AddOptions<GrainCollectionOptions>().Configure<IOptions<SiloOptions>>(CollectIdle);
        GrainDashboard.AddTo(silo);
    }

    private static void Configure(SiloMessagingOptions messaging, IOptions<SiloOptions> options)
    {
        messaging.ResponseTimeout = ResponseTimeout;
        messaging.MaxEnqueuedRequestsHardLimit = options.Value.QueueLimit;
        // A hook that gives up must know whether its turn had begun: if it had, the turn's answer counts.
        messaging.WaitForCancellationAcknowledgement = true;
    }

    // Orleans collects idle grains once per quantum, and the age must be greater than the quantum.
    private static void CollectIdle(GrainCollectionOptions collection, IOptions<SiloOptions> options)
    {
        var idle = TimeSpan.FromSeconds(options.Value.IdleSeconds);
        collection.CollectionQuantum = TimeSpan.FromSeconds(Math.Clamp(options.Value.IdleSeconds / 4, 1, 60));
        collection.CollectionAge = idle > collection.CollectionQuantum ? idle : collection.CollectionQuantum * 2;
    }
}
