using Microsoft.Extensions.DependencyInjection.Extensions;
using QliroAdapter.Ops;
using QliroAdapter.OutgoingEvents;

namespace QliroAdapter.Silo;

internal static class ClusterViewRegistration
{
    /// <summary>Reports this process to the cluster, and lets the console ask.</summary>
    public static void AddClusterView(this IServiceCollection services, SiloRole role)
    {
        services.TryAddSingleton<TrafficRecorder>();
        services.TryAddSingleton<EventLog>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<NodeReporter>(provider, role));
        services.AddHostedService(provider => provider.GetRequiredService<NodeReporter>());
        services.AddSingleton<ICluster, ClusterView>();
    }
}
