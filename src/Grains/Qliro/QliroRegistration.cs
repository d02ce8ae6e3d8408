using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Partners;

namespace QliroAdapter.Qliro;

/// <summary>Registers the clients of Qliro.</summary>
public static class QliroRegistration
{
    /// <summary>Adds both clients with their options. Uses the registered clock, or else the system's.</summary>
    public static IServiceCollection AddQliro(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<QliroOptions>(configuration.GetSection(QliroOptions.Section));
        services.AddPartnerDefaults(configuration);
        services.AddQliroApi<IQliroMerchantApi>("Qliro merchant API");
        services.AddQliroApi<IQliroAdminApi>("Qliro admin API");
        services.AddSingleton<QliroClient>();
        services.AddSingleton<QliroAdminClient>();
        return services;
    }

    /// <summary>One line per mistake in the settings, naming the key; empty when there is none.</summary>
    public static IEnumerable<string> SettingMistakes(IConfiguration configuration)
        => Settings.Seconds(configuration, "Qliro:TimeoutSeconds", 1, 60)
            .Concat(Settings.Seconds(configuration, "Qliro:ReopenAfterSeconds", 1, 3600));
}
