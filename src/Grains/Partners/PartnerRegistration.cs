using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QliroAdapter.Ops;
using QliroAdapter.Settings;

namespace QliroAdapter.Partners;

internal static class PartnerRegistration
{
    public static void AddPartnerDefaults(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<OutageOptions>(configuration);
        services.AddSettings<BodyOptions>(configuration);
        services.TryAddSingleton<BodyJournal>();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Func<double>>(() => Random.Shared.NextDouble());
        services.TryAddSingleton<PartnerCircuits>();
        services.TryAddSingleton<IPartnerHealth>(provider => provider.GetRequiredService<PartnerCircuits>());
    }
}
