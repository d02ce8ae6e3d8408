using System.Globalization;
using Microsoft.Data.Sqlite;

namespace QliroAdapter.Store;

/// <summary>
/// The state of an SQLite store as it can be read from outside, whether or not the adapter runs on it. Reading creates
/// no file and changes nothing.
/// </summary>
public sealed record SqliteFacts
{
    /// <summary>The full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>Version of the SQLite library that is shipped with the program, e.g. <c>3.53.3</c>.</summary>
    public required string Library { get; init; }

    public required bool Exists { get; init; }

    /// <summary>True while a process holds the owner's lock.</summary>
    public bool IsOwned { get; init; }

    /// <summary>
    /// True when the file can be written, or the nearest folder above it when there is no file; null when another
    /// process owns the file and does the writing.
    /// </summary>
    public bool? IsWritable { get; init; }

    /// <summary>The file's permissions; absent on Windows and while there is no file.</summary>
    public UnixFileMode? Mode { get; init; }

    /// <summary>Bytes free on its disk.</summary>
    public long? FreeBytes { get; init; }

    public int SchemaVersion { get; init; }

    /// <summary>The schema this program was written for.</summary>
    public static int SchemaNewest => SqliteMigrations.Newest;

    /// <summary>Absent when there is no database yet or it could not be read.</summary>
    public StoreLoad? Load { get; init; }

    /// <summary>Why it could not be read.</summary>
    public string? Problem { get; init; }

    public static SqliteFacts Read(string path, DateTimeOffset now)
    {
        var full = System.IO.Path.GetFullPath(path);
        var facts = new SqliteFacts { Path = full, Library = Version(), Exists = File.Exists(full) };
        try
        {
            facts = facts with { FreeBytes = Free(full) };
            if (!facts.Exists) return facts with { IsWritable = IsFolderWritable(full) };
            facts = facts with { Mode = Modes(full), IsOwned = OwnerLock.IsHeld(full) };
            return facts.WithContent(now);
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            return facts with { Problem = failure.Message };
        }
    }

    private SqliteFacts WithContent(DateTimeOffset now)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 3,
        }.ToString());
        connection.Open();
        var version = SqliteMigrations.VersionOf(connection);
        return this with
        {
            SchemaVersion = version,
            Load = version > 0 ? Waiting(connection, now) : null,
            IsWritable = IsOwned ? null : TakesAWrite(),
        };
    }

    // The transaction only takes the write lock and is rolled back, so nothing is written.
    private bool TakesAWrite()
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = Path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 3,
            }.ToString());
            connection.Open();
            using var command = connection.Prepare("begin immediate; rollback");
            command.ExecuteNonQuery();
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static StoreLoad Waiting(SqliteConnection connection, DateTimeOffset now) => new()
    {
        Parked = Number(connection, "select count(*) from payments where parked_reason is not null") ?? 0,
        OutboxEntries = Number(connection, "select sum(owed_calls) from payments where owed_calls > 0") ?? 0,
        OutboxSince = Number(connection, "select min(updated_at) from payments where owed_calls > 0") is { } since
            ? UnixMilliseconds.ToTime(since)
            : null,
        Overdue = Number(connection, string.Create(CultureInfo.InvariantCulture,
            $"select count(*) from payments where due_at < {UnixMilliseconds.Of(now - StoreLoad.OverdueAfter)}")) ?? 0,
        Channels = Channels(connection),
    };

    private static List<ChannelKey> Channels(SqliteConnection connection)
    {
        using var command = connection.Prepare(
            "select distinct merchant, channel from "
            + "(select merchant, channel from payments order by updated_at desc limit 500) order by 1, 2");
        using var reader = command.ExecuteReader();
        var channels = new List<ChannelKey>();
        while (reader.Read()) channels.Add(new(reader.GetString(0), reader.GetString(1)));
        return channels;
    }

    private static long? Number(SqliteConnection connection, string text)
    {
        using var command = connection.Prepare(text);
        return command.ExecuteScalar() as long?;
    }

    private static string Version()
    {
        using var connection = new SqliteConnection();
        return connection.ServerVersion;
    }

    private static long Free(string path) => new DriveInfo(NearestFolder(path)).AvailableFreeSpace;

    private static UnixFileMode? Modes(string path)
        => OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(path);

    // Only an attempt tells. The file that it creates is deleted when its handle is closed.
    private static bool IsFolderWritable(string path)
    {
        try
        {
            var probe = System.IO.Path.Combine(NearestFolder(path), System.IO.Path.GetRandomFileName());
            using var file = new FileStream(
                probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string NearestFolder(string path)
    {
        var folder = System.IO.Path.GetDirectoryName(path);
        while (folder is not null && !Directory.Exists(folder)) folder = System.IO.Path.GetDirectoryName(folder);
        return folder ?? "/";
    }
}
