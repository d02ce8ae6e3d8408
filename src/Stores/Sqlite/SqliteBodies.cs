using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// Bodies of calls in a file beside the payments', so that writing them never holds a commit up. What is deleted is
/// overwritten. The file may be deleted while the process is stopped. Thread-safe.
/// <para>
/// An erase, and a retention, first changes the payments' file and then deletes here. Whoever adds reads that file
/// inside of a transaction here: what was erased by then is not added, and what is erased later is deleted after it.
/// </para>
/// </summary>
internal sealed class SqliteBodies(IOptions<SqliteStoreOptions> options) : ICallBodies
{
    private const string Schema =
        """
        pragma journal_mode = wal;
        pragma synchronous = off;
        pragma secure_delete = on;
        create table if not exists payment_bodies (
            id integer primary key autoincrement, key text not null, at integer not null, partner text not null,
            operation text not null, status integer, request text not null, answer text not null);
        create index if not exists payment_bodies_key on payment_bodies (key, id);
        create index if not exists payment_bodies_at on payment_bodies (at);
        """;

    private readonly string path = options.Value.Path + ".bodies";

    public async Task<IReadOnlySet<string>> Add(IReadOnlyList<CallBody> bodies, CancellationToken cancellation)
    {
        await using var connection = await Open(cancellation);
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(cancellation);
        var live = Live(bodies.Select(body => body.Key));
        foreach (var body in bodies.Where(body => live.Contains(body.Key)))
        {
            await using var insert = Command(
                connection,
                "insert into payment_bodies (key, at, partner, operation, status, request, answer) "
                + "values (@key, @at, @partner, @operation, @status, @request, @answer)",
                ("@key", body.Key), ("@at", UnixMilliseconds.Of(body.At)), ("@partner", body.Partner),
                ("@operation", body.Operation), ("@status", body.Status is { } status ? status : DBNull.Value),
                ("@request", body.Request), ("@answer", body.Answer));
            insert.Transaction = transaction;
            await insert.ExecuteNonQueryAsync(cancellation);
        }
        await using var delete = Command(
            connection, "delete from payment_bodies where id <= (select max(id) from payment_bodies) - @max",
            ("@max", CallBody.StoredMax));
        delete.Transaction = transaction;
        await delete.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return live;
    }

    public async Task<IReadOnlyList<CallBody>> Find(string key, int max, CancellationToken cancellation)
    {
        if (!File.Exists(path)) return [];
        await using var connection = await Open(cancellation);
        await using var command = Command(
            connection,
            "select key, at, partner, operation, status, request, answer, id "
            + "from (select * from payment_bodies where key = @key and partner <> @adapter "
            + "order by id desc limit @max) order by id",
            ("@key", key), ("@max", max), ("@adapter", KeptVersion.Partner));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new List<CallBody>();
        while (await reader.ReadAsync(cancellation)) found.Add(StoredRows.ToBody(reader));
        return found;
    }

    public async Task<IReadOnlyList<KeptVersion>> Versions(string key, CancellationToken cancellation)
    {
        if (!File.Exists(path)) return [];
        await using var connection = await Open(cancellation);
        await using var command = Command(
            connection,
            "select operation, at, id from payment_bodies where key = @key and partner = @adapter "
            + "order by id desc limit @max",
            ("@key", key), ("@adapter", KeptVersion.Partner), ("@max", KeptVersion.ListedMax));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new List<KeptVersion>();
        while (await reader.ReadAsync(cancellation)) found.AddRange(StoredRows.ToVersion(reader));
        found.Reverse();
        return found;
    }

    public async Task<string?> Document(string key, KeptVersion version, CancellationToken cancellation)
    {
        if (!File.Exists(path)) return null;
        await using var connection = await Open(cancellation);
        await using var command = Command(
            connection, "select request from payment_bodies where id = @id and key = @key",
            ("@id", version.Id), ("@key", key));
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    public async Task DeleteBefore(DateTimeOffset at, CancellationToken cancellation)
    {
        if (!File.Exists(path)) return;
        await using var connection = await Open(cancellation);
        await using var command = Command(
            connection, "delete from payment_bodies where at < @at", ("@at", UnixMilliseconds.Of(at)));
        await command.ExecuteNonQueryAsync(cancellation);
        var keys = await Keys(connection, cancellation);
        await Delete([.. keys.Except(Live(keys))], cancellation);
    }

    /// <summary>Deletes those of some payments.</summary>
    public async Task Delete(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        if (!File.Exists(path)) return;
        await using var connection = await Open(cancellation);
        foreach (var key in keys)
        {
            await using var command = Command(
                connection, "delete from payment_bodies where key = @key", ("@key", key));
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static async Task<IReadOnlyList<string>> Keys(SqliteConnection connection, CancellationToken cancellation)
    {
        await using var command = Command(connection, "select distinct key from payment_bodies");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var keys = new List<string>();
        while (await reader.ReadAsync(cancellation)) keys.Add(reader.GetString(0));
        return keys;
    }

    /// <summary>Those whose payment is stored and not erased.</summary>
    private HashSet<string> Live(IEnumerable<string> keys)
    {
        var live = new HashSet<string>(StringComparer.Ordinal);
        using var payments = SqliteConnections.OpenAlone(options.Value.Path);
        using var command = payments.Prepare(
            $"select exists (select 1 from payments where key = @key and {LivePaymentSql.Condition})", "@key");
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
        {
            command.Parameters[0].Value = key;
            if (command.ExecuteScalar() is 1L) live.Add(key);
        }
        return live;
    }

    private async Task<SqliteConnection> Open(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }
            .ToString());
        try
        {
            await connection.OpenAsync(cancellation);
            await using var schema = Command(connection, Schema);
            await schema.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static SqliteCommand Command(
        SqliteConnection connection, string text, params (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file; values travel as parameters.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command;
    }
}
