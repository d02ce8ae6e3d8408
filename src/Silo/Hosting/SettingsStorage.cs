using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using QliroAdapter.Norce;
using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>
/// Where channels' grains keep the last good configuration document: Orleans' own storage, with the statements of
/// <c>orleans.sql</c>. For rare writes of small state only; payments have their own store.
/// </summary>
internal static class SettingsStorage
{
    // What the provider calls the driver that it then loads as Microsoft.Data.Sqlite.
    private const string SqliteInvariant = "System.Data.SQLite";

    /// <summary>In the database of a cluster.</summary>
    public static void AddSettingsStorage(this ISiloBuilder silo, string connectionString)
        => silo.AddAdoNetGrainStorage(ChannelState.Storage, storage =>
        {
            (storage.Invariant, storage.ConnectionString) = (ClusterSilo.Invariant, connectionString);
            storage.GrainStorageSerializer = new JsonGrainState();
        });

    /// <summary>In the payments' file of a local silo.</summary>
    public static void AddLocalSettingsStorage(this ISiloBuilder silo)
        => silo.AddAdoNetGrainStorage(ChannelState.Storage, builder => builder.Configure<IOptions<SqliteStoreOptions>>(
            (storage, sqlite) =>
            {
                (storage.Invariant, storage.ConnectionString) = (SqliteInvariant, ConnectionTo(sqlite.Value.Path));
                storage.GrainStorageSerializer = new JsonGrainState();
            }));

    /// <summary>
    /// To the payments' file, which their store has made. Not from a pool: the few writes need none, and the store's
    /// writer, closing last, folds the write-ahead log in.
    /// </summary>
    public static string ConnectionTo(string path) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWrite,
        Pooling = false,
    }.ToString();
}

/// <summary>
/// Grains' state as plain JSON: the default would write types' names and read no class without attributes.
/// </summary>
internal sealed class JsonGrainState : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, GrainMessages.Json));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input, GrainMessages.Json)!;
}
