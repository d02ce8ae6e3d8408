using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QliroAdapter.Store;

namespace QliroAdapter.Stores.Tests.Sqlite;

/// <summary>A folder of its own below the system's temporary one, deleted after the test.</summary>
public sealed class SqliteHome : IStoreHome
{
    private readonly string folder = Directory.CreateTempSubdirectory("payments-").FullName;
    private string? elsewhere;

    public string Path => System.IO.Path.Combine(elsewhere ?? folder, "deeper", "payments.db");

    public TimelineKeys? Keys { get; set; }

    public RetentionOptions? Retention { get; set; }

    public (SqliteStoreOptions Sqlite, PostgresStoreOptions Postgres) Place => (new() { Path = Path }, new());

    public async Task<object?> Execute(string statement)
    {
        await using var connection = new SqliteConnection($"Data Source={Path};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A test's own text.
        command.CommandText = statement;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    public void LieIn(string folder) => elsewhere = folder;

    public async Task<OpenedStore> Open()
    {
        var store = StoreAt(Path, Keys, Retention);
        store.Open();
        return await Task.FromResult(new OpenedStore(store, store, store.Close));
    }

    public async Task<long> Bytes()
    {
        await using var connection = new SqliteConnection($"Data Source={Path};Pooling=false;Mode=ReadOnly");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select page_count * page_size from pragma_page_count, pragma_page_size";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public static SqliteStore StoreAt(
        string path, TimelineKeys? keys = null, RetentionOptions? retention = null) => new(
        Options.Create(new SqliteStoreOptions { Path = path }), TimeProvider.System, NullLogger<SqliteStore>.Instance,
        keys, retention is null ? null : Options.Create(retention));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
