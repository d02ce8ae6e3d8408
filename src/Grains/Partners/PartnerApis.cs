using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace QliroAdapter.Partners;

/// <summary>
/// Makes the clients that are generated from a partner's interface: in a container, and over any handler for whoever
/// has none. Both have the same handlers in the same order.
/// </summary>
internal static class PartnerApis
{
    // Never called: each call brings its own, see AddressHandler.
    private static readonly Uri NoAddress = new("http://partner.invalid");

    // New connections now and then, so that a partner's changed address is noticed.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ConnectionIdle = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Bodies are made and read as this JSON.</summary>
    public static RefitSettings Settings(JsonSerializerOptions json)
    {
        var settings = new RefitSettings(new PartnerJson(json))
        {
            // Else bodies travel in chunks: made while they are sent, of a length nobody knows.
            RequestBodySerialization = RequestBodySerializationMode.Buffered,
        };
        settings.ExceptionFactory = response => PartnerErrorException.Of(response, settings);
        return settings;
    }

    /// <summary>
    /// Adds the client under this name. No redirects and no cookies; one connection pool for good, because its
    /// connections are renewed by themselves and long-lived owners may hold the client.
    /// </summary>
    public static void AddPartnerApi<T>(
        this IServiceCollection services, string name, RefitSettings settings,
        Func<IServiceProvider, IEnumerable<DelegatingHandler>> handlers)
        where T : class
        => services.AddRefitGeneratedClient<T>(settings, name)
            .ConfigureHttpClient(Prepare)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = ConnectionLifetime,
                PooledConnectionIdleTimeout = ConnectionIdle,
                ConnectTimeout = ConnectTimeout,
            })
            .ConfigureAdditionalHttpMessageHandlers((chain, provider) =>
            {
                foreach (var handler in handlers(provider)) chain.Add(handler);
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

    /// <summary>The client over this wire.</summary>
    public static T Over<T>(HttpMessageHandler wire, RefitSettings settings, IEnumerable<DelegatingHandler> handlers)
    {
        var outermost = wire;
        foreach (var handler in handlers.Reverse())
        {
            handler.InnerHandler = outermost;
            outermost = handler;
        }

        var client = new HttpClient(outermost);
        Prepare(client);
        return RestService.ForGenerated<T>(client, settings);
    }

    private static void Prepare(HttpClient client)
    {
        client.BaseAddress = NoAddress;
        client.Timeout = Timeout.InfiniteTimeSpan;
    }
}
