using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Partners;
using QliroAdapter.Settings;

namespace QliroAdapter.Qliro;

/// <summary>Registers the clients of Qliro.</summary>
public static class QliroRegistration
{
    /// <summary>Adds both clients with their options. Uses the registered clock, or else the system's.</summary>
    public static IServiceCollection AddQliro(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<QliroOptions>(configuration);
        services.AddPartnerDefaults(configuration);
        var hosts = QliroHosts.Guard(configuration);
        services.AddQliroApi<IQliroMerchantApi>("Qliro merchant API", hosts);
        services.AddQliroApi<IQliroAdminApi>("Qliro admin API", hosts);
        services.AddSingleton<QliroClient>();
        services.AddSingleton<QliroAdminClient>();
        return services;
    }
}
