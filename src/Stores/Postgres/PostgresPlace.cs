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

    public static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder settings, int connections)
        => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            MinPoolSize = 0, MaxPoolSize = connections, CommandTimeout = StatementSeconds, Enlist = false,
            ApplicationName = settings.ApplicationName ?? "qliro-adapter",
        });

    public static StoreStartException NotOpened(NpgsqlConnectionStringBuilder settings, NpgsqlException failure) => new(
        $"{PostgresStoreOptions.ConnectionStringKey}: {Of(settings)} cannot be opened ({failure.Message}); "
        + "check that the server runs and that the user may connect and, at the first start, make tables.", failure);
}
