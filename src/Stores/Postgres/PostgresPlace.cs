using Npgsql;

namespace QliroAdapter.Store;

/// <summary>How the database is reached, and how it is shown to people: never with its password.</summary>
internal static class PostgresPlace
{
    // A statement that takes longer is cancelled and sent again.
    private const int StatementSeconds = 10;

    /// <summary>Host, port and database.</summary>
    public static string Of(NpgsqlConnectionStringBuilder settings)
        => $"{settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}";

    // Every statement of the store has room. One that is sent a second time on a connection is prepared there: the
    // server parses and plans it once per connection, no longer with every commit.
    private const int PreparedMax = 32;
    private const int PreparedAfter = 2;

    public static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder settings, int connections)
        => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            MinPoolSize = 0, MaxPoolSize = connections, CommandTimeout = StatementSeconds, Enlist = false,
            ApplicationName = settings.ApplicationName ?? "qliro-adapter",
            // No statement leaves a session's settings changed, so nothing is to be reset between two uses.
            NoResetOnClose = true, MaxAutoPrepare = PreparedMax, AutoPrepareMinUsages = PreparedAfter,
        });

    public static StoreStartException NotOpened(NpgsqlConnectionStringBuilder settings, NpgsqlException failure) => new(
        $"{PostgresStoreOptions.ConnectionStringKey}: {Of(settings)} cannot be opened ({failure.Message}); "
        + "check that the server runs and that the user may connect and, at the first start, make tables.", failure);

    /// <summary>For a command beside the nodes.</summary>
    /// <exception cref="StoreStartException">It cannot be opened, or is of another version.</exception>
    public static async Task<NpgsqlDataSource> OpenMigrated(PostgresStoreOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        var opened = Source(settings, 2);
        try
        {
            await using var connection = await opened.OpenConnectionAsync();
            var version = await PostgresMigrations.VersionOf(connection);
            if (version == PostgresMigrations.Newest) return opened;
            await opened.DisposeAsync();
            throw new StoreStartException(
                $"{PostgresStoreOptions.ConnectionStringKey}: {Of(settings)} has schema version {version} and this "
                + $"program works on version {PostgresMigrations.Newest}; start the adapter on it once.");
        }
        catch (NpgsqlException failure)
        {
            await opened.DisposeAsync();
            throw NotOpened(settings, failure);
        }
    }
}
