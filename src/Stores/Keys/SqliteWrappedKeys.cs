using Microsoft.Data.Sqlite;

namespace QliroAdapter.Store;

/// <summary>
/// Those of an SQLite file, on a connection of its own: a process may own the file meanwhile. SQLite lets one write at
/// a time, and each write here is short.
/// </summary>
internal sealed class SqliteWrappedKeys : IWrappedKeys
{
    private const int ForgetTries = 10;

    private static readonly TimeSpan forgetPause = TimeSpan.FromMilliseconds(50);

    private readonly SqliteConnection connection;

    private SqliteWrappedKeys(SqliteConnection connection) => this.connection = connection;

    /// <exception cref="StoreStartException">There is no such file, or it is of another version.</exception>
    public static SqliteWrappedKeys Open(string path, bool isReadOnly)
        => new(SqliteConnections.OpenMigrated(path, isReadOnly));

    public async Task<IReadOnlyList<(string Prefix, long Payments)>> Count(CancellationToken cancellation)
    {
        await using var command = connection.Prepare(WrappedKeySql.Count);
        return await Read(command, row => (row.GetString(0), row.GetInt64(1)), cancellation);
    }

    public async Task<IReadOnlyList<WrappedKey>> Page(
        string prefix, string after, int max, CancellationToken cancellation)
    {
        await using var command = connection.Prepare(WrappedKeySql.Page, "@prefix", "@after", "@max");
        command.Parameters[0].Value = prefix;
        command.Parameters[1].Value = after;
        command.Parameters[2].Value = max;
        return await Read(command, row => new WrappedKey(row.GetString(0), row.GetString(1)), cancellation);
    }

    public async Task<int> Replace(IReadOnlyList<(WrappedKey Old, string New)> keys, CancellationToken cancellation)
    {
        await using var transaction = connection.BeginTransaction(deferred: false);
        await using var command = connection.CreateCommand();
        command.CommandText = WrappedKeySql.Replace;
        command.Transaction = transaction;
        foreach (var name in (string[])["@new", "@key", "@old"]) command.Parameters.AddWithValue(name, "");
        var replaced = 0;
        foreach (var (old, wrapped) in keys)
        {
            command.Parameters[0].Value = wrapped;
            command.Parameters[1].Value = old.Payment;
            command.Parameters[2].Value = old.Text;
            replaced += await command.ExecuteNonQueryAsync(cancellation);
        }
        await transaction.CommitAsync(cancellation);
        return replaced;
    }

    // The writer takes turns with it; a reader that goes on for longer, such as a backup, does not end for it.
    public async Task<bool> Forget(CancellationToken cancellation)
    {
        for (var tries = 0; tries < ForgetTries; tries++)
        {
            if (SqliteConnections.EmptyLog(connection)) return true;
            await Task.Delay(forgetPause, TimeProvider.System, cancellation);
        }
        return false;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static async Task<IReadOnlyList<T>> Read<T>(
        SqliteCommand command, Func<SqliteDataReader, T> convert, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation)) rows.Add(convert(reader));
        return rows;
    }
}
