using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Partners;
using Refit;

namespace QliroAdapter.Qliro;

/// <summary>The message handlers below the interfaces of Qliro's two APIs.</summary>
public static class QliroApi
{
    internal const string Partner = "Qliro";

    private static readonly RefitSettings settings = PartnerApis.Settings(QliroJson.Options);

    /// <summary>
    /// One of the two APIs over this message handler, with the same handlers as in a container; for tests and tools
    /// without one.
    /// </summary>
    public static T Over<T>(HttpMessageHandler wire, PartnerCircuits circuits)
        where T : class
        => PartnerApis.Over<T>(wire, settings, Handlers(circuits));

    /// <param name="services">Where the client is registered.</param>
    /// <param name="name">Of the client.</param>
    /// <param name="hosts">Decides which hosts may be connected to; absent when all may.</param>
    internal static void AddQliroApi<T>(this IServiceCollection services, string name, DocumentHosts? hosts)
        where T : class
        => services.AddPartnerApi<T>(
            name, settings,
            provider => Handlers(
                provider.GetRequiredService<PartnerCircuits>(), PartnerApis.Bodies(provider, Partner)),
            hosts);

    private static IEnumerable<DelegatingHandler> Handlers(
        PartnerCircuits circuits, params DelegatingHandler[] bodies)
        => [new AddressHandler(), new QliroSignature(), .. bodies, new CircuitHandler(Partner, circuits)];
}
