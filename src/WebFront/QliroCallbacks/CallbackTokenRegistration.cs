using Microsoft.Extensions.DependencyInjection.Extensions;
using QliroAdapter.WebFront;

namespace QliroAdapter.QliroCallbacks;

/// <summary>Registers the tokens that the routes verify and the payment signs its URLs with.</summary>
public static class CallbackTokenRegistration
{
    /// <summary>
    /// One <see cref="CallbackTokens"/> for the process, from <c>Adapter:CallbackSecrets</c>; adding it twice is
    /// harmless.
    /// </summary>
    public static IServiceCollection AddCallbackTokens(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(WebFrontSettings.CallbackTokens(configuration));
        services.TryAddSingleton<CallbackTokens>();
        return services;
    }
}
