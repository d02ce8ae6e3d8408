using Microsoft.Data.Sqlite;
using QliroAdapter.Ops;
using QliroAdapter.Payments;
using SQLitePCL;

namespace QliroAdapter.Store;

/// <summary>The statements of the writer, prepared once on its connection. Used by one thread.</summary>
internal sealed class SqliteStatements : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand begin;
    private readonly SqliteCommand commit;
    private readonly SqliteCommand mark;
    private readonly SqliteCommand release;
    private readonly SqliteCommand rollback;
    private readonly PaymentStatement first;
    private readonly PaymentStatement next;
    private readonly PaymentStatement nextWithKey;
    private readonly SqliteCommand append;
    private readonly SqliteCommand repeat;
    private readonly SqliteCommand counted;
    private readonly SqliteCommand signed;
    private readonly SqliteCommand addId;
    private readonly SqliteCommand forgetIds;
    private readonly SqliteCommand probe;
    private long newest;
    private long? probed;
    private bool hasErased;
    private bool waitsForDisk = true;

    public SqliteStatements(SqliteConnection connection)
    {
        this.connection = connection;
        begin = connection.Prepare("begin immediate");
        commit = connection.Prepare("commit");
        mark = connection.Prepare("savepoint one");
        release = connection.Prepare("release one");
        rollback = connection.Prepare("rollback to one; release one");
        first = PaymentStatement.Insert(connection);
        next = PaymentStatement.Update(connection);
        nextWithKey = PaymentStatement.UpdateWithKey(connection);
        append = connection.Prepare(
            """
            insert into payment_events (key, seq, at, kind, summary, trace)
            values (@key, (select coalesce(max(seq), 0) + 1 from payment_events where key = @key), @at, @kind,
                    @summary, @trace)
            """, "@key", "@at", "@kind", "@summary", "@trace");
        repeat = connection.Prepare(
            """
            insert into payment_repeats (key, what, times, first_at, last_at)
            select @key, @what, 1, @at, @at where exists (
                select 1 from payments where key = @key and version = @expected)
            on conflict (key, what) do update
                set times = times + 1, last_at = max(last_at, excluded.last_at)
            """, "@key", "@what", "@at", "@expected");
        counted = connection.Prepare(
            $"select {StoredRows.SignedColumns} from payment_repeats where key = @key and what = @what",
            "@key", "@what");
        signed = connection.Prepare(
            """
            insert into payment_repeats (key, what, times, first_at, last_at, signature)
            select @key, @what, @times, @first, @last, @signature where exists (
                select 1 from payments where key = @key and version = @expected)
            on conflict (key, what) do update
                set times = excluded.times, last_at = excluded.last_at, signature = excluded.signature
            """, "@key", "@what", "@times", "@first", "@last", "@signature", "@expected");
        addId = connection.Prepare("insert or ignore into payment_ids (id, key) values (@id, @key)", "@id", "@key");
        // Ids of Qliro's transactions are numbers; what else is there comes from a person or a caller.
        forgetIds = connection.Prepare("delete from payment_ids where key = @key and id glob '*[^0-9]*'", "@key");
        probe = connection.Prepare(
            "insert into store_probe (id, at) values (1, @at) on conflict (id) do update set at = excluded.at", "@at");
        newest = NewestProbe(connection) ?? 0;
    }

    /// <summary>
    /// False once SQLite has rolled the transaction back by itself, as it does when the disk is full.
    /// </summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    /// <summary>Starts the group's transaction.</summary>
    /// <param name="isSafe">
    /// Whether <see cref="Commit"/> returns only when everything is on disk. What is not safe outlives the process, and
    /// a power failure once something safe was committed after it.
    /// </param>
    public void Begin(bool isSafe)
    {
        if (isSafe != waitsForDisk) SqliteConnections.WaitForDisk(connection, isSafe);
        waitsForDisk = isSafe;
        begin.ExecuteNonQuery();
    }

    /// <summary>Ends the group's transaction.</summary>
    public void Commit() => commit.ExecuteNonQuery();

    /// <summary>Does one write of the group completely or, when it throws, not at all.</summary>
    public T Isolated<T>(Func<SqliteStatements, T> write)
    {
        mark.ExecuteNonQuery();
        try
        {
            var result = write(this);
            release.ExecuteNonQuery();
            return result;
        }
        catch
        {
            if (IsInTransaction) rollback.ExecuteNonQuery();
            throw;
        }
    }

    /// <summary>Writes the payment's row and its history. Returns the new version.</summary>
    /// <exception cref="StoreConflictException">The stored version is another.</exception>
    public long Write(PaymentCommit payment)
    {
        var statement = payment switch
        {
            { ExpectedVersion: 0 } => first,
            { Erases: true } or { DataKey: not null } => nextWithKey,
            _ => next,
        };
        if (!statement.Execute(payment)) throw new StoreConflictException(payment.Key, payment.ExpectedVersion);
        foreach (var entry in payment.Timeline) Append(payment.Key, entry);
        if (payment.Erases)
        {
            Run(forgetIds, payment.Key);
            hasErased = true;
        }
        foreach (var id in payment.Ids.Take(PaymentCommit.IdsMax)) Add(id, payment.Key);
        return payment.ExpectedVersion + 1;
    }

    /// <summary>Counts a callback that came again and changed nothing. Returns the version.</summary>
    /// <exception cref="StoreConflictException">The stored version is another.</exception>
    public long Count(PaymentRepeat again, TimelineKeys? keys)
    {
        if (keys is { AreThere: true } && NextOf(again, keys) is { } next) return Count(again, next, keys);
        repeat.Parameters[0].Value = again.Key;
        repeat.Parameters[1].Value = again.What;
        repeat.Parameters[2].Value = UnixMilliseconds.Of(again.At);
        repeat.Parameters[3].Value = again.ExpectedVersion;
        if (repeat.ExecuteNonQuery() == 0) throw new StoreConflictException(again.Key, again.ExpectedVersion);
        return again.ExpectedVersion;
    }

    // Null when what is stored is not as it was signed: that is counted on, and not signed again.
    private TimelineEntry? NextOf(PaymentRepeat again, TimelineKeys keys)
    {
        counted.Parameters[0].Value = again.Key;
        counted.Parameters[1].Value = again.What;
        using var reader = counted.ExecuteReader();
        return RepeatSignature.Next(again, reader.Read() ? StoredRows.ToSigned(reader) : null, keys);
    }

    private long Count(PaymentRepeat again, TimelineEntry next, TimelineKeys keys)
    {
        var values = signed.Parameters;
        values[0].Value = again.Key;
        values[1].Value = again.What;
        values[2].Value = next.Times;
        values[3].Value = UnixMilliseconds.Of(next.At);
        values[4].Value = UnixMilliseconds.Of(next.LastAt!.Value);
        values[5].Value = keys.SignRepeat(again.Key, next);
        values[6].Value = again.ExpectedVersion;
        if (signed.ExecuteNonQuery() == 0) throw new StoreConflictException(again.Key, again.ExpectedVersion);
        return again.ExpectedVersion;
    }

    /// <summary>
    /// Writes the one row that is kept for probes, with a later time than it has, for what is the same is not written.
    /// Returns 1.
    /// </summary>
    public long Probe(DateTimeOffset at)
    {
        var written = Math.Max(UnixMilliseconds.Of(at), newest + 1);
        probe.Parameters[0].Value = written;
        var rows = probe.ExecuteNonQuery();
        probed = newest = written;
        return rows;
    }

    /// <summary>What <see cref="Probe"/> wrote since it was last asked for; null when it wrote nothing.</summary>
    public long? TakeProbed()
    {
        var written = probed;
        probed = null;
        return written;
    }

    /// <summary>True when a person was erased since it was last asked for.</summary>
    public bool TakeErased()
    {
        var erased = hasErased;
        hasErased = false;
        return erased;
    }

    /// <inheritdoc cref="SqliteConnections.EmptyLog"/>
    public bool EmptyLog(int milliseconds) => SqliteConnections.EmptyLog(connection, milliseconds);

    /// <summary>What the newest probe in the file wrote; null in a new file.</summary>
    public static long? NewestProbe(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select at from store_probe";
        return command.ExecuteScalar() as long?;
    }

    private void Append(string key, TimelineEntry entry)
    {
        var parameters = append.Parameters;
        parameters[0].Value = key;
        parameters[1].Value = UnixMilliseconds.Of(entry.At);
        parameters[2].Value = entry.Kind;
        parameters[3].Value = entry.Summary;
        parameters[4].Value = (object?)entry.Trace ?? DBNull.Value;
        append.ExecuteNonQuery();
    }

    private void Add(string id, string key)
    {
        addId.Parameters[0].Value = id;
        addId.Parameters[1].Value = key;
        addId.ExecuteNonQuery();
    }

    private static void Run(SqliteCommand command, string key)
    {
        command.Parameters[0].Value = key;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        SqliteCommand[] commands =
        [
            begin, commit, mark, release, rollback, append, repeat, counted, signed, addId, forgetIds, probe,
        ];
        foreach (var command in commands) command.Dispose();
        first.Dispose();
        next.Dispose();
        nextWithKey.Dispose();
        connection.Dispose();
    }
}
