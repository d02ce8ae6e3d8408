using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QliroAdapter.Norce;
using QliroAdapter.Settings;

namespace QliroAdapter.Store;

/// <summary>Registers the keys for what is stored; once is enough, and more does no harm.</summary>
public static class KeyRegistration
{
    public static IServiceCollection AddStoredKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<KeyOptions>(configuration);
        services.TryAddSingleton<DataKeys>();
        services.TryAddSingleton<TimelineKeys>();
        services.TryAddSingleton<IDocumentSeal, ChannelVault>();
        return services;
    }
}
