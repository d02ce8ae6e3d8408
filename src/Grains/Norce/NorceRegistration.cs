using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QliroAdapter.Ops;
using QliroAdapter.Partners;
using QliroAdapter.Settings;

namespace QliroAdapter.Norce;

/// <summary>Registers the clients of Norce.</summary>
public static class NorceRegistration
{
    /// <summary>
    /// Adds both clients, the tokens and the channel configurations. <paramref name="configuration"/> is the whole
    /// configuration.
    /// </summary>
    public static IServiceCollection AddNorce(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<NorceOptions>(configuration);
        services.AddPartnerDefaults(configuration);
        services.AddNorceApis();
        services.AddSingleton<NorceTokens>();
        services.AddSingleton<NorceOrderClient>();
        services.AddSingleton<NorceConfigurationClient>();
        services.TryAddSingleton(provider => new Lazy<IPaymentGrains>(provider.GetRequiredService<IPaymentGrains>));
        services.AddSingleton(
            provider => ActivatorUtilities.CreateInstance<ChannelConfigurations>(provider, configuration));
        services.AddSingleton<IChannelHealth>(provider => provider.GetRequiredService<ChannelConfigurations>());
        return services;
    }
}
