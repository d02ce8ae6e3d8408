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

    public void LieIn(string folder) => elsewhere = folder;

    public async Task<OpenedStore> Open()
    {
        var store = StoreAt(Path);
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

    public static SqliteStore StoreAt(string path) => new(
        Options.Create(new SqliteStoreOptions { Path = path }), TimeProvider.System, NullLogger<SqliteStore>.Instance);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
