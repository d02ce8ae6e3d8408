using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using QliroAdapter.Norce;
using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>
/// Where channels' grains keep the last good configuration document, and the grain of resumes its run: Orleans' own
/// storage, with the statements of <c>orleans.sql</c>. Only for small state that is rarely written; payments have their
/// own store.
/// </summary>
internal static class SettingsStorage
{
    // The provider's name for the driver; it then loads Microsoft.Data.Sqlite.
    private const string SqliteInvariant = "System.Data.SQLite";

    /// <summary>Keeps them in the database of a cluster.</summary>
    public static void AddSettingsStorage(this ISiloBuilder silo, string connectionString)
        => silo.AddAdoNetGrainStorage(ChannelState.Storage, storage =>
        {
            (storage.Invariant, storage.ConnectionString) = (ClusterSilo.Invariant, connectionString);
            storage.GrainStorageSerializer = new JsonGrainState();
        });

    /// <summary>Keeps them in the payments' file of a local silo.</summary>
    public static void AddLocalSettingsStorage(this ISiloBuilder silo)
        => silo.AddAdoNetGrainStorage(ChannelState.Storage, builder => builder.Configure<IOptions<SqliteStoreOptions>>(
            (storage, sqlite) =>
            {
                (storage.Invariant, storage.ConnectionString) = (SqliteInvariant, ConnectionTo(sqlite.Value.Path));
                storage.GrainStorageSerializer = new JsonGrainState();
            }));

    /// <summary>
    /// Connects to the payments' file, which the payments' store has created. Without a pool: the few writes need none,
    /// and a pooled connection would stay open after the store's writer, which must close last to fold in the
    /// write-ahead log.
    /// </summary>
    public static string ConnectionTo(string path) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWrite,
        Pooling = false,
    }.ToString();
}

/// <summary>
/// Writes grains' state as plain JSON. The default serializer would write the names of types, and reads no class
/// without attributes.
/// </summary>
internal sealed class JsonGrainState : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, GrainMessages.Json));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input, GrainMessages.Json)!;
}
