using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace QliroAdapter.Store;

/// <summary>
/// Those of an SQLite file, on a connection of its own: the writer of this or another process is at work meanwhile.
/// SQLite lets one write at a time, and each write here is short. What is deleted is overwritten in the file.
/// </summary>
internal sealed class SqliteEndedPayments : IEndedPayments
{
    private static readonly string[] rowsOf = ["payment_events", "payment_repeats", "payment_ids"];

    private readonly SqliteConnection connection;
    private readonly SqliteBodies bodies;

    private SqliteEndedPayments(SqliteConnection connection, SqliteBodies bodies)
        => (this.connection, this.bodies) = (connection, bodies);

    /// <exception cref="StoreStartException">There is no such file, or it is of another version.</exception>
    public static SqliteEndedPayments Open(SqliteStoreOptions options, bool isReadOnly)
    {
        var opened = SqliteConnections.OpenMigrated(Path.GetFullPath(options.Path), isReadOnly);
        return new(opened, new(Options.Create(options)));
    }

    public async Task<IReadOnlyList<EndedPayments>> Count(DateTimeOffset before, CancellationToken cancellation)
    {
        await using var command = connection.Prepare(EndedPaymentSql.Count, "@before");
        command.Parameters[0].Value = UnixMilliseconds.Of(before);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<EndedPayments>();
        while (await reader.ReadAsync(cancellation)) rows.Add(EndedPaymentSql.Of(reader));
        return rows;
    }

    // The bodies lie in another file. They go first, so that a payment that is gone has left none when this process
    // dies, and once more, for a turn may have left some meanwhile.
    public async Task<int> Delete(DateTimeOffset before, int max, CancellationToken cancellation)
    {
        var keys = await Keys(before, max, cancellation);
        if (keys.Count == 0) return 0;
        await bodies.Delete(keys, cancellation);
        var deleted = await DeletePayments(keys, before, cancellation);
        await bodies.Delete(keys, cancellation);
        return deleted;
    }

    private async Task<int> DeletePayments(
        IReadOnlyList<string> keys, DateTimeOffset before, CancellationToken cancellation)
    {
        await using var transaction = connection.BeginTransaction(deferred: false);
        var deleted = 0;
        foreach (var key in keys)
        {
            // One that changed since it was read stays.
            if (await Run(
                $"delete from payments where key = @key and {EndedPaymentSql.Condition}", transaction, cancellation,
                ("@key", key), ("@before", UnixMilliseconds.Of(before))) == 0) continue;
            foreach (var table in rowsOf)
                await Run($"delete from {table} where key = @key", transaction, cancellation, ("@key", key));
            deleted++;
        }
        await transaction.CommitAsync(cancellation);
        return deleted;
    }

    // Counting waits for its transaction, and then finds no payment. The log may still hold what was deleted; when it
    // cannot be emptied now, what is written next goes over it.
    public Task DeleteLeftovers(CancellationToken cancellation)
    {
        SqliteConnections.EmptyLog(connection);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<IReadOnlyList<string>> Keys(DateTimeOffset before, int max, CancellationToken cancellation)
    {
        await using var command = connection.Prepare(EndedPaymentSql.Keys, "@before", "@max");
        command.Parameters[0].Value = UnixMilliseconds.Of(before);
        command.Parameters[1].Value = max;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var keys = new List<string>();
        while (await reader.ReadAsync(cancellation)) keys.Add(reader.GetString(0));
        return keys;
    }

    private async Task<int> Run(
        string text, SqliteTransaction transaction, CancellationToken cancellation,
        params (string Name, object Value)[] values)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this program; values travel as parameters.
        command.CommandText = text;
#pragma warning restore CA2100
        command.Transaction = transaction;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
