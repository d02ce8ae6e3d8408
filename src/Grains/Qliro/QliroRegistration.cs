using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Partners;
using QliroAdapter.Settings;

namespace QliroAdapter.Qliro;

/// <summary>Everything that talks to Qliro.</summary>
public static class QliroRegistration
{
    /// <summary>Adds both clients with their options. The clock is the registered one, else the system's.</summary>
    public static IServiceCollection AddQliro(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<QliroOptions>(configuration);
        services.AddPartnerDefaults(configuration);
        services.AddQliroApi<IQliroMerchantApi>("Qliro merchant API");
        services.AddQliroApi<IQliroAdminApi>("Qliro admin API");
        services.AddSingleton<QliroClient>();
        services.AddSingleton<QliroAdminClient>();
        return services;
    }
}
