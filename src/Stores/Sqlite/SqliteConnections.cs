using Microsoft.Data.Sqlite;

namespace QliroAdapter.Store;

/// <summary>How the database file is opened: once for writing, any number of times for reading.</summary>
internal sealed class SqliteConnections(string path)
{
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
    /// Makes an empty file where there is none, for its owner's eyes and, for backups, its group's: it will hold
    /// names and addresses. SQLite gives the files beside it the same rights.
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
    /// The writer's own. FULL: acknowledged means on the disk, not merely handed to it. Grains' small state is written
    /// to the same file beside it: while such a write is under way SQLite waits for milliseconds; the provider, when
    /// SQLite does not wait, would sleep for 150 ms at a time, and every payment with it.
    /// </summary>
    public SqliteConnection OpenForWriting()
    {
        var connection = new SqliteConnection(writing);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 1000;";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>One from the pool; give it back by disposing it.</summary>
    public SqliteConnection OpenForReading()
    {
        var connection = new SqliteConnection(readOnly);
        connection.Open();
        return connection;
    }

    /// <summary>Closes the pooled ones: the writer, closing last, then folds the write-ahead log in.</summary>
    public void CloseReaders()
    {
        using var connection = new SqliteConnection(readOnly);
        SqliteConnection.ClearPool(connection);
    }
}
