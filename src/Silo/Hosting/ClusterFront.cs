using Orleans.Configuration;
using Orleans.Dashboard;
using QliroAdapter.Ops;

namespace QliroAdapter.Silo;

/// <summary>A process that takes HTTP calls while the grains are on the nodes of a cluster.</summary>
internal static class ClusterFront
{
    /// <summary>
    /// A front does not hear of a silo's death while it waits, so it waits in portions: after each it sends the message
    /// again (<see cref="OutgoingCalls"/>).
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

    /// <summary>Sets up messages, their delivery and time-outs; the same wherever the membership is kept.</summary>
    public static void AddPaymentClient(this IClientBuilder client)
    {
        client.Services.AddGrainMessages();
        client.AddOutgoingGrainCallFilter<OutgoingCalls>();
        client.Services.AddSingleton<IClusterConnectionStatusObserver>(
            provider => provider.GetRequiredService<FrontStatistics>());
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = responseTimeout);
        // A gateway that hangs without closing its connections is dropped once the membership declares it dead.
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
        client.UseConnectionRetryFilter(KeepTrying);
        client.AddDashboard(pages => pages.HideTrace = true);
    }

    /// <summary>Registers what ops pages show of a front.</summary>
    public static void AddFrontStatistics(this IServiceCollection services)
    {
        services.AddSingleton<FrontStatistics>();
        services.AddSingleton<ISiloStatistics>(provider => provider.GetRequiredService<FrontStatistics>());
        services.AddSingleton<IPartnerHealth>(provider => provider.GetRequiredService<FrontStatistics>());
        services.AddSingleton<IChannelHealth>(provider => provider.GetRequiredService<FrontStatistics>());
    }

    // A front may start before the first silo. It is not ready until there is one.
    private static async Task<bool> KeepTrying(Exception failure, CancellationToken stopping)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stopping);
        return !stopping.IsCancellationRequested;
    }
}
