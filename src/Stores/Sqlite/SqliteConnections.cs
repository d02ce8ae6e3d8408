using System.Globalization;
using Microsoft.Data.Sqlite;

namespace QliroAdapter.Store;

/// <summary>How the database file is opened: once for writing, any number of times for reading.</summary>
internal sealed class SqliteConnections(string path)
{
    private const int BusyMilliseconds = 1000;

    private readonly string readOnly = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadOnly,
        Pooling = true,
    }.ToString();

    private readonly string writing = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = false,
    }.ToString();

    /// <summary>
    /// Creates an empty file where there is none, readable by its owner and, for backups, its group only, because it
    /// will hold names and addresses. SQLite gives the files beside it the same permissions.
    /// </summary>
    public static void MakeFile(string path)
    {
        if (File.Exists(path)) return;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        new FileStream(path, options).Dispose();
    }

    /// <summary>
    /// The writer's own connection. With <c>synchronous=FULL</c> an acknowledged commit is on disk, not merely handed
    /// to the operating system. Grains' small state is written to the same file on other connections. The busy time-out
    /// makes SQLite itself wait a few milliseconds for such a write; without it the provider would sleep for 150 ms at
    /// a time, and every payment with it. What is deleted or replaced is overwritten in the file, so that no copy of an
    /// erased payment's key stays behind; that must hold for each write, because a row that grows is written elsewhere.
    /// The write-ahead log is brought into the file every 32 MiB, eight times later than by default: every commit waits
    /// for that, and a page that was written many times meanwhile is written there once.
    /// What a group's savepoints need to be undone stays in memory: in temporary files, SQLite's default, it was two
    /// thirds of all that was written, and persons' rows lay outside the database. 8 MiB of pages are kept, of which a
    /// new file fills nothing.
    /// </summary>
    public SqliteConnection OpenForWriting()
    {
        var connection = new SqliteConnection(writing);
        connection.Open();
        Run(connection, "pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; "
            + "pragma wal_autocheckpoint = 8000; pragma temp_store = memory; pragma cache_size = -8192;");
        WaitForOthers(connection, BusyMilliseconds);
        return connection;
    }

    /// <summary>
    /// Brings the write-ahead log into the file and empties it, so that it no longer holds what was overwritten there.
    /// False when it could not be: somebody reads or writes at this moment, or the disk does not take it.
    /// </summary>
    /// <param name="connection">Opened by <see cref="OpenForWriting"/>, outside of a transaction.</param>
    /// <param name="milliseconds">How long others are waited for.</param>
    public static bool EmptyLog(SqliteConnection connection, int milliseconds = BusyMilliseconds)
    {
        try
        {
            WaitForOthers(connection, milliseconds);
            using var command = connection.CreateCommand();
            command.CommandText = "pragma wal_checkpoint(truncate)";
            return command.ExecuteScalar() is 0L;
        }
        catch (SqliteException)
        {
            return false;
        }
        finally
        {
            WaitForOthers(connection, BusyMilliseconds);
        }
    }

    /// <summary>
    /// Sets whether commits wait for the disk. One that does brings all before it to the disk, too.
    /// </summary>
    /// <param name="connection">Opened by <see cref="OpenForWriting"/>, outside of a transaction.</param>
    /// <param name="waits">False: they wait for the operating system only.</param>
    public static void WaitForDisk(SqliteConnection connection, bool waits)
        => Run(connection, waits ? "pragma synchronous = full" : "pragma synchronous = normal");

    /// <summary>A pooled connection; disposing it returns it to the pool.</summary>
    public SqliteConnection OpenForReading()
    {
        var connection = new SqliteConnection(readOnly);
        connection.Open();
        return connection;
    }

    /// <summary>A connection that only reads, and is in no pool.</summary>
    public static SqliteConnection OpenAlone(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>For a command beside the owner of the file.</summary>
    /// <exception cref="StoreStartException">There is no such file, or it is of another version.</exception>
    public static SqliteConnection OpenMigrated(string path, bool isReadOnly)
    {
        if (!File.Exists(path)) throw new StoreStartException($"Storage:Sqlite:Path: there is no {path}.");
        var opened = isReadOnly ? OpenAlone(path) : new SqliteConnections(path).OpenForWriting();
        var version = SqliteMigrations.VersionOf(opened);
        if (version == SqliteMigrations.Newest) return opened;
        opened.Dispose();
        throw new StoreStartException(
            $"Storage:Sqlite:Path: {path} has schema version {version} and this program works on version "
            + $"{SqliteMigrations.Newest}; start the adapter on it once.");
    }

    private static void WaitForOthers(SqliteConnection connection, int milliseconds)
        => Run(connection, string.Create(CultureInfo.InvariantCulture, $"pragma busy_timeout = {milliseconds}"));

    private static void Run(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file, and numbers.
        command.CommandText = text;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// Closes the pooled connections, so that the writer is the last to close and folds in the write-ahead log.
    /// </summary>
    public void CloseReaders()
    {
        using var connection = new SqliteConnection(readOnly);
        SqliteConnection.ClearPool(connection);
    }
}
