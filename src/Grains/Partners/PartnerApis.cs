using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace QliroAdapter.Partners;

/// <summary>
/// Creates the clients that are generated from a partner's interface, in a container or over any message handler. Both
/// have the same handlers in the same order.
/// </summary>
internal static class PartnerApis
{
    // A placeholder that is never called: AddressHandler gives each call its own URL.
    private static readonly Uri noAddress = new("http://partner.invalid");

    // Connections are renewed now and then, so that a changed address of the partner is noticed.
    private static readonly TimeSpan connectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan connectionIdle = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan connectTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Settings with which bodies are written and read as this JSON.</summary>
    public static RefitSettings Settings(JsonSerializerOptions json)
    {
        var settings = new RefitSettings(new PartnerJson(json))
        {
            // Without buffering, bodies would be sent in chunks, without a length.
            RequestBodySerialization = RequestBodySerializationMode.Buffered,
        };
        settings.ExceptionFactory = response => PartnerErrorException.Of(response, settings);
        return settings;
    }

    /// <summary>
    /// Registers the client under this name. No redirects and no cookies. The connection pool is kept for good, because
    /// long-lived owners may hold the client; connections in it are renewed by themselves.
    /// </summary>
    public static void AddPartnerApi<T>(
        this IServiceCollection services, string name, RefitSettings settings,
        Func<IServiceProvider, IEnumerable<DelegatingHandler>> handlers, DocumentHosts? hosts = null)
        where T : class
        => services.AddRefitGeneratedClient<T>(settings, name)
            .ConfigureHttpClient(Prepare)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = connectionLifetime,
                PooledConnectionIdleTimeout = connectionIdle,
                ConnectTimeout = connectTimeout,
                ActivityHeadersPropagator = new TraceParentOnly(),
                ConnectCallback = hosts is null ? null : hosts.Connect,
            })
            .ConfigureAdditionalHttpMessageHandlers((chain, provider) =>
            {
                foreach (var handler in handlers(provider)) chain.Add(handler);
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

    /// <summary>The handler that keeps bodies of calls to this partner.</summary>
    public static DelegatingHandler[] Bodies(IServiceProvider provider, string partner)
        => [new BodyHandler(
            partner, provider.GetRequiredService<BodyJournal>(), provider.GetRequiredService<TimeProvider>())];

    /// <summary>The client over this message handler.</summary>
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
        client.BaseAddress = noAddress;
        client.Timeout = Timeout.InfiniteTimeSpan;
    }
}
