using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QliroAdapter.Ops;
using QliroAdapter.Settings;

namespace QliroAdapter.Store;

/// <summary>Registers the SQLite store in a host.</summary>
public static class SqliteStoreRegistration
{
    /// <summary>
    /// The store under all its interfaces, configured by <c>Storage:Sqlite</c>. It is opened before any other hosted
    /// service starts, so that a wrong path stops the start, and closed after all of them have stopped.
    /// </summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<SqliteStoreOptions>(configuration);
        services.AddSettings<RetentionOptions>(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SqliteStore>();
        services.AddSingleton<IPaymentStore>(provider => provider.GetRequiredService<SqliteStore>());
        services.AddSingleton<IPaymentRecords>(provider => provider.GetRequiredService<SqliteStore>());
        services.AddStoredKeys(configuration);
        services.AddSingleton<SqliteBodies>();
        services.AddSingleton<ICallBodies>(provider => new SealedBodies(
            provider.GetRequiredService<SqliteBodies>(), provider.GetRequiredService<DataKeys>()));
        services.AddHostedService<SqliteStoreLifetime>();
        return services;
    }
}
