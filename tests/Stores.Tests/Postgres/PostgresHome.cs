using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Stores.Tests.Postgres;

/// <summary>A database of its own on the process' server, dropped after the test.</summary>
public sealed class PostgresHome : IStoreHome
{
    private PostgresServer? server;
    private string? folder;

    public string ConnectionString { get; private set; } = "";

    public TimelineKeys? Keys { get; set; }

    public RetentionOptions? Retention { get; set; }

    public (SqliteStoreOptions Sqlite, PostgresStoreOptions Postgres) Place
        => (new(), new() { ConnectionString = ConnectionString });

    public Task<object?> Execute(string statement) => PostgresServer.Execute(ConnectionString, statement);

    public void LieIn(string folder) => this.folder = folder;

    public async Task<OpenedStore> Open()
    {
        await Create();
        var store = StoreAt(ConnectionString, keys: Keys, retention: Retention);
        await store.Open();
        return new(store, store, store.Close);
    }

    public async Task<long> Bytes() => (long)(await PostgresServer.Execute(
        ConnectionString,
        "select sum(pg_total_relation_size(oid))::bigint from pg_class "
        + "where relname like 'payment%' and relkind = 'r'"))!;

    /// <summary>Creates the database without any tables.</summary>
    public async Task Create()
    {
        if (server is not null) return;
        server = folder is null ? await PostgresServer.Shared : await PostgresServer.Start(parent: folder);
        ConnectionString = await server.CreateDatabase();
    }

    public static PostgresStore StoreAt(
        string connectionString, int connections = 16, TimelineKeys? keys = null,
        RetentionOptions? retention = null) => new(
        Options.Create(new PostgresStoreOptions { ConnectionString = connectionString, Connections = connections }),
        TimeProvider.System, NullLogger<PostgresStore>.Instance, keys,
        retention is null ? null : Options.Create(retention));

    public async ValueTask DisposeAsync()
    {
        if (server is null) return;
        if (folder is null) await server.DropDatabase(ConnectionString);
        else await server.DisposeAsync();
    }
}
