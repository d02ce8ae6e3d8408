using Microsoft.Extensions.Options;
using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary>Looks at the store that the settings choose, and keeps what others need to know of it.</summary>
internal sealed class StoreLook(IServiceProvider services, IConfiguration settings)
{
    /// <summary>An adapter runs on it.</summary>
    public bool IsRunning { get; private set; }

    public StoreLoad? Load { get; private set; }

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken cancellation)
    {
        var time = services.GetRequiredService<TimeProvider>();
        if (PostgresStoreRegistration.IsChosen(settings))
        {
            var options = services.GetRequiredService<IOptions<PostgresStoreOptions>>().Value;
            var database = await PostgresFacts.Look(options, time, cancellation);
            (IsRunning, Load) = (database.Processes > 0, database.Load);
            return PostgresChecks.Of(database, options, time.GetUtcNow());
        }

        var path = services.GetRequiredService<IOptions<SqliteStoreOptions>>().Value.Path;
        var file = SqliteFacts.Look(path, time.GetUtcNow());
        (IsRunning, Load) = (file.IsOwned, file.Load);
        return SqliteChecks.Of(file, time.GetUtcNow());
    }
}
