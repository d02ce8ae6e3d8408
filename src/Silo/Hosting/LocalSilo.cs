using System.Net;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;

namespace QliroAdapter.Silo;

/// <summary>
/// One silo in this process alone: membership in memory, payments and settings in SQLite, no port of its own.
/// </summary>
internal static class LocalSilo
{
    // Orleans allocates the directory's cache in full, 18 MB at the default of a million entries. A single silo finds
    // no grain elsewhere and needs none.
    private const int DirectoryCacheSize = 1000;

    public static void UseLocal(this ISiloBuilder silo, SiloSettings settings)
    {
        silo.UseLocalhostClustering();
        silo.Configure<ClusterOptions>(settings.Name);
        silo.AddLocalSettingsStorage();
        silo.Configure<EndpointOptions>(endpoint =>
        {
            // These are only part of the silo's name; nothing listens on them.
            (endpoint.AdvertisedIPAddress, endpoint.SiloPort, endpoint.GatewayPort) = (IPAddress.Loopback, 11111, 0);
        });
        NoListeners.Use(silo.Services);
        silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = DirectoryCacheSize);
        // There is no other silo to tell of the load every second.
        silo.Configure<DeploymentLoadPublisherOptions>(load => load.DeploymentLoadPublisherRefreshTime = TimeSpan.Zero);
    }
}

/// <summary>
/// Replaces every listener of Orleans by one that binds nothing. A local silo takes no connections, and several such
/// processes may run on one machine.
/// </summary>
internal sealed class NoListeners : IConnectionListenerFactory
{
    /// <summary>Replaces Orleans' factories, which it registers under its own keys.</summary>
    public static void Use(IServiceCollection services)
    {
        var listeners = services
            .Where(one => one.IsKeyedService && one.ServiceType == typeof(IConnectionListenerFactory)).ToList();
        foreach (var listener in listeners)
        {
            services.Remove(listener);
            services.AddKeyedSingleton<IConnectionListenerFactory, NoListeners>(listener.ServiceKey);
        }
    }

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        => new(new Silent(endpoint));

    // Accepts no connection until it is unbound.
    private sealed class Silent(EndPoint endpoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> unbound =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint { get; } = endpoint;

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
            => new(unbound.Task);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            unbound.TrySetResult(null);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
