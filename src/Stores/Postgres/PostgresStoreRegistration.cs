using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QliroAdapter.Ops;
using QliroAdapter.Settings;

namespace QliroAdapter.Store;

/// <summary>Registers the PostgreSQL store in a host.</summary>
public static class PostgresStoreRegistration
{
    /// <summary>True when the settings name a PostgreSQL database.</summary>
    public static bool IsChosen(IConfiguration configuration)
        => configuration[PostgresStoreOptions.ConnectionStringKey] is { Length: > 0 };

    /// <summary>
    /// The store under all its interfaces, configured by <c>Storage:Postgres</c>. It is opened before any other hosted
    /// service starts, so that an unreachable database stops the start, and closed after all of them have stopped.
    /// </summary>
    public static IServiceCollection AddPostgresStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<PostgresStoreOptions>(configuration);
        services.AddSettings<RetentionOptions>(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PostgresStore>();
        services.AddSingleton<IPaymentStore>(provider => provider.GetRequiredService<PostgresStore>());
        services.AddSingleton<IPaymentRecords>(provider => provider.GetRequiredService<PostgresStore>());
        services.AddStoredKeys(configuration);
        services.AddSingleton<PostgresBodies>();
        services.AddSingleton<ICallBodies>(provider => new SealedBodies(
            provider.GetRequiredService<PostgresBodies>(), provider.GetRequiredService<DataKeys>()));
        services.AddHostedService<PostgresStoreLifetime>();
        return services;
    }
}
