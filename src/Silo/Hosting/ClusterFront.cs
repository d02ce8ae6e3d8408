using Orleans.Configuration;
using Orleans.Dashboard;
using QliroAdapter.Ops;

namespace QliroAdapter.Silo;

/// <summary>A process that takes calls; the grains are on the nodes of a cluster.</summary>
internal static class ClusterFront
{
    /// <summary>
    /// A front does not hear of a silo's death while it waits, so it waits in portions: after each it sends again what
    /// may come twice. Messages that begin once wait for the longest turn (their own limit on the interface).
    /// </summary>
    private static readonly TimeSpan responseTimeout = TimeSpan.FromSeconds(8);

    public static void AddClusterFront(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        builder.Services.AddFrontStatistics();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(settings.Name);
            client.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) =
                (ClusterSilo.Invariant, settings.ConnectionString));
            client.AddPaymentClient();
            if (settings.Certificates is { } certificates) client.UseTls(certificates.Use);
        });
    }

    /// <summary>Messages, delivery and time-outs, wherever the membership is kept.</summary>
    public static void AddPaymentClient(this IClientBuilder client)
    {
        client.Services.AddGrainMessages();
        client.AddOutgoingGrainCallFilter<OutgoingCalls>();
        client.Services.AddSingleton<IClusterConnectionStatusObserver>(
            provider => provider.GetRequiredService<FrontStatistics>());
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = responseTimeout);
        // A gateway that hangs without closing its connections is dropped when the membership says that it is dead.
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
        client.UseConnectionRetryFilter(KeepTrying);
        client.AddDashboard(pages => pages.HideTrace = true);
    }

    /// <summary>What operators are shown of a front.</summary>
    public static void AddFrontStatistics(this IServiceCollection services)
    {
        services.AddSingleton<FrontStatistics>();
        services.AddSingleton<ISiloStatistics>(provider => provider.GetRequiredService<FrontStatistics>());
        services.AddSingleton<IPartnerHealth>(provider => provider.GetRequiredService<FrontStatistics>());
        services.AddSingleton<IChannelHealth>(provider => provider.GetRequiredService<FrontStatistics>());
    }

    // A front may start before the first silo: it is not ready until there is one.
    private static async Task<bool> KeepTrying(Exception failure, CancellationToken stopping)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stopping);
        return !stopping.IsCancellationRequested;
    }
}
