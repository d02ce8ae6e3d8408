using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Partners;
using Refit;

namespace QliroAdapter.Norce;

/// <summary>The message handlers below the interfaces of Norce's services.</summary>
public static class NorceApi
{
    internal const string Partner = "Norce";

    private static readonly RefitSettings settings = PartnerApis.Settings(NorceJson.Options);
    private static readonly RefitSettings identitySettings = PartnerApis.Settings(JsonSerializerOptions.Web);

    /// <summary>
    /// The Order or Configuration API over this message handler, with the same handlers as in a container; for tests
    /// and tools without one.
    /// </summary>
    public static T Over<T>(HttpMessageHandler wire, NorceTokens tokens, PartnerCircuits circuits)
        where T : class
        => PartnerApis.Over<T>(wire, settings, Handlers(tokens, circuits));

    /// <summary>The identity service over this message handler.</summary>
    public static INorceIdentityApi IdentityOver(HttpMessageHandler wire, PartnerCircuits circuits)
        => PartnerApis.Over<INorceIdentityApi>(wire, identitySettings, IdentityHandlers(circuits));

    internal static void AddNorceApis(this IServiceCollection services)
    {
        services.AddPartnerApi<INorceIdentityApi>("Norce tokens", identitySettings, IdentityHandlersOf);
        services.AddPartnerApi<INorceOrderApi>("Norce Order API", settings, HandlersOf);
        services.AddPartnerApi<INorceConfigurationApi>("Norce Configuration API", settings, HandlersOf);
    }

    private static IEnumerable<DelegatingHandler> HandlersOf(IServiceProvider provider)
        => Handlers(provider.GetRequiredService<NorceTokens>(), provider.GetRequiredService<PartnerCircuits>(),
            PartnerApis.Bodies(provider, Partner));

    private static IEnumerable<DelegatingHandler> IdentityHandlersOf(IServiceProvider provider)
        => IdentityHandlers(provider.GetRequiredService<PartnerCircuits>());

    private static IEnumerable<DelegatingHandler> Handlers(
        NorceTokens tokens, PartnerCircuits circuits, params DelegatingHandler[] bodies)
        => [new AddressHandler(), new NorceAccess(tokens), .. bodies, new CircuitHandler(Partner, circuits)];

    private static IEnumerable<DelegatingHandler> IdentityHandlers(PartnerCircuits circuits)
        => [new AddressHandler(), new CircuitHandler(Partner, circuits)];
}
