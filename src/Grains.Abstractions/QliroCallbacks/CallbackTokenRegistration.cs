using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Settings;

namespace QliroAdapter.QliroCallbacks;

/// <summary>The tokens that the routes verify and the payment signs its URLs with, alike in every process.</summary>
public static class CallbackTokenRegistration
{
    /// <summary>From <c>Adapter:CallbackSecrets</c> and <c>Adapter:RequireCallbackToken</c>.</summary>
    public static IServiceCollection AddCallbackTokens(this IServiceCollection services, IConfiguration configuration)
        => services.AddSettings<CallbackTokenOptions>(configuration).AddSingleton<CallbackTokens>();
}
