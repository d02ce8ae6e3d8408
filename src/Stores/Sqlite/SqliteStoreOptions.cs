using System.ComponentModel.DataAnnotations;

namespace QliroAdapter.Store;

/// <summary>The embedded database. Configuration section <c>Storage:Sqlite</c>.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>The configuration section these are read from.</summary>
    public const string Section = "Storage:Sqlite";

    /// <summary>
    /// The database file. A missing folder is created; a lock file and SQLite's own files stand beside it. Must be on a
    /// local disk: SQLite's shared memory does not work over a network file system.
    /// </summary>
    /// <value><c>data/payments.db</c>, relative to the working folder.</value>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Storage:Sqlite:Path must name the database file.")]
    public string Path { get; set; } = "data/payments.db";

    /// <summary>
    /// The largest number of commits in one transaction. With more, more commits share one wait for the disk; with
    /// fewer, the first commit of a transaction waits less. Commits, 1 to 4096.
    /// </summary>
    /// <value>256</value>
    [Range(1, 4096, ErrorMessage = "Storage:Sqlite:GroupLimit must be 1 to 4096 commits.")]
    public int GroupLimit { get; set; } = 256;

    /// <summary>
    /// The largest number of commits that wait for the writer; further ones wait for a place in the queue. More take up
    /// memory when the disk is slow; fewer make turns wait earlier. Commits, 1 to 65536.
    /// </summary>
    /// <value>1024</value>
    [Range(1, 65536, ErrorMessage = "Storage:Sqlite:QueueLimit must be 1 to 65536 commits.")]
    public int QueueLimit { get; set; } = 1024;
}
