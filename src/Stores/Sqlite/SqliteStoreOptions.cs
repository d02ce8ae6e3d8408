using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.Store;

/// <summary>The embedded database. Configuration section <c>Storage:Sqlite</c>.</summary>
[SettingsSection("Storage:Sqlite")]
public sealed class SqliteStoreOptions
{
    /// <summary>
    /// The database file. A missing folder is created; a lock file and SQLite's own files stand beside it. Must be on a
    /// local disk: SQLite's shared memory does not work over a network file system.
    /// </summary>
    /// <value><c>data/payments.db</c>, relative to the working folder.</value>
    [Required]
    public string Path { get; set; } = "data/payments.db";

    /// <summary>
    /// The largest number of commits in one transaction. With more, more commits share one wait for the disk; with
    /// fewer, the first commit of a transaction waits less.
    /// </summary>
    /// <value>256</value>
    [Range(1, 4096)]
    public int GroupLimit { get; set; } = 256;

    /// <summary>
    /// The largest number of commits that wait for the writer; further ones wait for a place in the queue. More take up
    /// memory when the disk is slow; fewer make turns wait earlier.
    /// </summary>
    /// <value>1024</value>
    [Range(1, 65536)]
    public int QueueLimit { get; set; } = 1024;
}
