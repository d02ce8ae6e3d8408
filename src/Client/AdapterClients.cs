using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Refit;

namespace QliroAdapter.Client;

/// <summary>Creates clients of the adapter's API, with a service container or without.</summary>
public static class AdapterClients
{
    /// <summary>
    /// Registers <see cref="IAdapterClient"/> for one merchant and channel. Uses the container's
    /// <see cref="TimeProvider"/> when there is one.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="options">Which adapter, merchant and channel.</param>
    /// <returns>Access to the HTTP client underneath, for settings such as its primary handler.</returns>
    /// <exception cref="OptionsValidationException">An option is missing or wrong.</exception>
    public static IHttpClientBuilder AddAdapterClient(this IServiceCollection services, AdapterClientOptions options)
    {
        options.Checked();
        return services.AddRefitGeneratedClient<IAdapterClient>(Settings())
            .ConfigureHttpClient(client => Configure(client, options))
            .ConfigurePrimaryHttpMessageHandler(Network)
            .AddHttpMessageHandler(() => new CallerHandler(options))
            .AddHttpMessageHandler(provider =>
                new RetryHandler(options, provider.GetService<TimeProvider>() ?? TimeProvider.System));
    }

    /// <summary>
    /// Creates a client without a container. Create one per channel and keep it, because it holds connections.
    /// </summary>
    /// <param name="options">Which adapter, merchant and channel.</param>
    /// <param name="network">
    /// Sends the calls; disposed by the caller that created it. When absent, the client has connections of its own,
    /// which end with the process.
    /// </param>
    /// <param name="clock">Times time-outs and waits between attempts. When absent, the system's clock.</param>
    /// <exception cref="OptionsValidationException">An option is missing or wrong.</exception>
    public static IAdapterClient Create(
        AdapterClientOptions options, HttpMessageHandler? network = null, TimeProvider? clock = null)
    {
        var calls = new CallerHandler(options.Checked())
        {
            InnerHandler = new RetryHandler(options, clock ?? TimeProvider.System)
            {
                InnerHandler = network ?? Network(),
            },
        };
        var client = new HttpClient(calls, disposeHandler: false);
        Configure(client, options);
        return RestService.ForGenerated<IAdapterClient>(client, Settings());
    }

    // The adapter never redirects; following a redirect would send the token elsewhere.
    private static SocketsHttpHandler Network() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    // RetryHandler bounds each attempt, on its own clock.
    private static void Configure(HttpClient client, AdapterClientOptions options)
    {
        client.BaseAddress = options.BaseUrl;
        client.Timeout = Timeout.InfiniteTimeSpan;
    }

    private static RefitSettings Settings() => new(new BodySerializer())
    {
        ExceptionFactory = Failures.Of,
        DeserializationExceptionFactory = (answer, failure) => new(Failures.Unreadable(answer, failure)),
        TransportExceptionFactory = (call, failure, cancel) => Failures.Transport(failure),
    };
}
