using Microsoft.Data.Sqlite;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// The rows of an SQLite file that no process owns. This process owns the file until this is disposed.
/// </summary>
internal sealed class SqliteRows : IPaymentRows, IDisposable
{
    private readonly OwnerLock? owner;
    private readonly SqliteConnection connection;

    private SqliteRows(OwnerLock? owner, SqliteConnection connection)
        => (this.owner, this.connection) = (owner, connection);

    /// <exception cref="StoreStartException">
    /// The file does not exist, is owned by a process, or was not made by this program.
    /// </exception>
    public static SqliteRows Open(string path)
    {
        if (!File.Exists(path))
            throw new StoreStartException($"Storage:Sqlite:Path: there is no {path}; name the database to move from.");
        try
        {
            return OpenAt(path);
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreStartException(
                $"Storage:Sqlite:Path: {path} cannot be read ({failure.Message}); "
                + "check its permissions and that it is a database of this program.", failure);
        }
    }

    public async Task<long> Count(CancellationToken cancellation)
    {
        await using var command = connection.Prepare("select count(*) from payments");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public Task<IReadOnlyList<PaymentRow>> After(string key, CancellationToken cancellation)
        => Where("key > @key", key, cancellation);

    public async Task<PaymentRow?> One(string key, CancellationToken cancellation)
        => await Where("key = @key", key, cancellation) is [var one, ..] ? one : null;

    // In one transaction, so that a row and its history are of the same moment.
    private async Task<IReadOnlyList<PaymentRow>> Where(
        string condition, string key, CancellationToken cancellation)
    {
        await using var transaction = connection.BeginTransaction(deferred: true);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file; values travel as parameters.
        command.CommandText =
            $"""
            select {StoredRows.Columns}, document, data_key, chain
            from payments where {condition} order by key limit {PaymentRows.PageRows}
            """;
#pragma warning restore CA2100
        command.Transaction = transaction;
        command.Parameters.AddWithValue("@key", key);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<PaymentRow>();
        for (var letters = 0; letters < PaymentRows.PageLetters && await reader.ReadAsync(cancellation);)
        {
            var row = StoredRows.ToRow(reader);
            letters += row.Document.Length;
            rows.Add(await WithHistory(row, transaction, cancellation));
        }

        return rows;
    }

    public void Dispose()
    {
        connection.Dispose();
        owner?.Dispose();
    }

    /// <summary>The same of a file that a process may own: it is only read.</summary>
    /// <exception cref="StoreStartException">The file does not exist, or was not made by this version.</exception>
    public static SqliteRows OpenToRead(string path)
    {
        if (!File.Exists(path)) throw new StoreStartException($"Storage:Sqlite:Path: there is no {path}.");
        SqliteConnection? opened = null;
        try
        {
            opened = SqliteConnections.OpenAlone(path);
            var version = SqliteMigrations.VersionOf(opened);
            return version == SqliteMigrations.Newest
                ? new(null, opened)
                : throw new StoreStartException(
                    $"Storage:Sqlite:Path: {path} has schema version {version} and this program reads version "
                    + $"{SqliteMigrations.Newest}.");
        }
        catch (Exception failure)
        {
            opened?.Dispose();
            if (failure is not SqliteException) throw;
            throw new StoreStartException(
                $"Storage:Sqlite:Path: {path} cannot be read ({failure.Message}).", failure);
        }
    }

    private static SqliteRows OpenAt(string path)
    {
        var held = OwnerLock.Take(path);
        SqliteConnection? opened = null;
        try
        {
            opened = new(new SqliteConnectionStringBuilder
            {
                DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false,
            }.ToString());
            opened.Open();
            var version = SqliteMigrations.VersionOf(opened);
            if (version != SqliteMigrations.Newest)
                throw new StoreStartException(
                    $"Storage:Sqlite:Path: {path} has schema version {version} and this program moves version "
                    + $"{SqliteMigrations.Newest}; start the adapter on it once, "
                    + "or use the program it was last used with.");
            return new(held, opened);
        }
        catch
        {
            opened?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Old events may have been deleted, but never the newest, so its sequence number is the count of all events.
    /// </summary>
    private async Task<PaymentRow> WithHistory(
        PaymentRow row, SqliteTransaction transaction, CancellationToken cancellation)
    {
        var events = await Read(
            $"select {StoredRows.EventColumns} from payment_events where key = @key order by seq", row.Key,
            StoredRows.ToEntry, transaction, cancellation);
        var repeats = await Read(
            $"select {StoredRows.SignedColumns} from payment_repeats where key = @key order by what", row.Key,
            StoredRows.ToSigned, transaction, cancellation);
        return row with
        {
            Events = [.. events.Select(entry => entry with
            {
                Kind = PostgresText.Of(entry.Kind), Summary = PostgresText.Of(entry.Summary),
            })],
            LastEvent = events.Count == 0 ? 0 : events[^1].Sequence,
            Repeats = repeats,
            Ids = await Read("select id from payment_ids where key = @key order by id", row.Key,
                one => PostgresText.Of(one.GetString(0)), transaction, cancellation),
        };
    }

    private async Task<List<T>> Read<T>(
        string statement, string key, Func<SqliteDataReader, T> entry, SqliteTransaction transaction,
        CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file; values travel as parameters.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.Transaction = transaction;
        command.Parameters.AddWithValue("@key", key);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var entries = new List<T>();
        while (await reader.ReadAsync(cancellation)) entries.Add(entry(reader));
        return entries;
    }
}
