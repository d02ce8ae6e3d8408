using System.Net;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;

namespace QliroAdapter.Silo;

/// <summary>
/// One silo in this process alone: membership in memory, payments and settings on SQLite, no port of its own.
/// </summary>
internal static class LocalSilo
{
    // The directory's cache is allocated whole, 18 MB at the default of a million entries, and nobody is elsewhere.
    private const int DirectoryCacheSize = 1000;

    public static void UseLocal(this ISiloBuilder silo, SiloSettings settings)
    {
        silo.UseLocalhostClustering();
        silo.Configure<ClusterOptions>(settings.Name);
        silo.AddLocalSettingsStorage();
        silo.Configure<EndpointOptions>(endpoint =>
        {
            // Part of the silo's name; nothing is bound to it.
            (endpoint.AdvertisedIPAddress, endpoint.SiloPort, endpoint.GatewayPort) = (IPAddress.Loopback, 11111, 0);
        });
        NoListeners.Use(silo.Services);
        silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = DirectoryCacheSize);
    }
}

/// <summary>
/// In place of every listener of Orleans, one that binds nothing: a local silo has nobody to listen to, and several
/// such processes may run on one machine.
/// </summary>
internal sealed class NoListeners : IConnectionListenerFactory
{
    /// <summary>Replaces Orleans' factories, which are registered under keys of its own.</summary>
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

    // Hears of nobody until it is unbound.
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
