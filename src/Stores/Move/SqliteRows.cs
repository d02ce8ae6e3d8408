using Microsoft.Data.Sqlite;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// The rows of an SQLite file that no process owns. This process owns the file until this is disposed.
/// </summary>
internal sealed class SqliteRows : IPaymentRows, IDisposable
{
    private readonly OwnerLock owner;
    private readonly SqliteConnection connection;

    private SqliteRows(OwnerLock owner, SqliteConnection connection)
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

    public async Task<IReadOnlyList<PaymentRow>> After(string key, CancellationToken cancellation)
    {
        await using var command = connection.Prepare(
            $"""
            select {StoredRows.Columns}, document
            from payments where key > @key order by key limit {PaymentRows.PageRows}
            """, "@key");
        command.Parameters[0].Value = key;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<PaymentRow>();
        for (var letters = 0; letters < PaymentRows.PageLetters && await reader.ReadAsync(cancellation);)
        {
            var row = StoredRows.ToRow(reader);
            letters += row.Document.Length;
            rows.Add(await WithHistory(row, cancellation));
        }

        return rows;
    }

    public void Dispose()
    {
        connection.Dispose();
        owner.Dispose();
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
    private async Task<PaymentRow> WithHistory(PaymentRow row, CancellationToken cancellation)
    {
        var events = await Read(
            $"select {StoredRows.EventColumns} from payment_events where key = @key order by seq", row.Key,
            StoredRows.ToEntry, cancellation);
        var repeats = await Read(
            $"select {StoredRows.RepeatColumns} from payment_repeats where key = @key order by what", row.Key,
            StoredRows.ToRepeat, cancellation);
        return row with
        {
            Events = [.. events.Select(entry => entry with
            {
                Kind = PostgresText.Of(entry.Kind), Summary = PostgresText.Of(entry.Summary),
            })],
            LastEvent = events.Count == 0 ? 0 : events[^1].Sequence,
            Repeats = repeats,
            Ids = await Read("select id from payment_ids where key = @key order by id", row.Key,
                one => PostgresText.Of(one.GetString(0)), cancellation),
        };
    }

    private async Task<List<T>> Read<T>(
        string statement, string key, Func<SqliteDataReader, T> entry, CancellationToken cancellation)
    {
        await using var command = connection.Prepare(statement, "@key");
        command.Parameters[0].Value = key;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var entries = new List<T>();
        while (await reader.ReadAsync(cancellation)) entries.Add(entry(reader));
        return entries;
    }
}
