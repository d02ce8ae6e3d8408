using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QliroAdapter.Ops;

namespace QliroAdapter.Partners;

internal static class PartnerRegistration
{
    // New connections now and then, so that a partner's changed address is noticed.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ConnectionIdle = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    public static void AddPartnerDefaults(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutageOptions>().Bind(configuration.GetSection(OutageOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Func<double>>(() => Random.Shared.NextDouble());
        services.TryAddSingleton<PartnerGates>();
        services.TryAddSingleton<IPartnerStandings>(provider => provider.GetRequiredService<PartnerGates>());
    }

    /// <summary>
    /// No redirects and no cookies; one handler for good, because its connections
    /// are renewed by themselves and long-lived owners may hold the client.
    /// </summary>
    public static void AsPartner(this IHttpClientBuilder client) => client
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = ConnectionLifetime,
            PooledConnectionIdleTimeout = ConnectionIdle,
            ConnectTimeout = ConnectTimeout,
        })
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers();
}
