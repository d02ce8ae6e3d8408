using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.Store;

/// <summary>The embedded database. Configuration section <c>Storage:Sqlite</c>.</summary>
[SettingsSection("Storage:Sqlite")]
public sealed class SqliteStoreOptions
{
    /// <summary>
    /// The database file. Its folder is made when it is missing; a lock file and SQLite's own files stand beside it.
    /// Must be on a local disk: SQLite's shared memory does not work over a network file system.
    /// </summary>
    /// <value><c>data/payments.db</c>, relative to the working folder.</value>
    [Required]
    public string Path { get; set; } = "data/payments.db";

    /// <summary>
    /// Most commits written in one transaction. More share one wait for the disk; fewer keep one transaction, and so
    /// the wait of its first commit, short. Commits, 1 to 4096.
    /// </summary>
    /// <value>256</value>
    [Range(1, 4096)]
    public int GroupLimit { get; set; } = 256;

    /// <summary>
    /// Most commits that wait for the writer; whoever comes after waits for a place. More take up memory when the disk
    /// is slow; fewer hold turns back earlier. Commits, 1 to 65536.
    /// </summary>
    /// <value>1024</value>
    [Range(1, 65536)]
    public int QueueLimit { get; set; } = 1024;
}
