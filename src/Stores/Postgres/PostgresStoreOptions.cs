using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.Store;

/// <summary>The database server. Configuration section <c>Storage:Postgres</c>.</summary>
[SettingsSection("Storage:Postgres")]
public sealed class PostgresStoreOptions
{
    /// <summary>The setting that chooses this store: when it is set, PostgreSQL holds the payments.</summary>
    public const string ConnectionStringKey = "Storage:Postgres:ConnectionString";

    /// <summary>
    /// Host, database and user, in Npgsql's keywords. Several nodes that name one database share the payments. Tables
    /// are created in the first schema of its search path.
    /// </summary>
    /// <value>None.</value>
    [Database]
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// The largest number of connections this node opens. More let more turns commit at once; fewer leave the server
    /// room for other nodes. Few are enough, because no connection is held while a partner is called. Overrides the
    /// connection string's own pool size.
    /// </summary>
    /// <value>16</value>
    [Range(2, 1000)]
    public int Connections { get; set; } = 16;

    /// <summary>
    /// How long a payment's history is kept, in whole months after the one it was written in; 0 keeps it for ever.
    /// Payments themselves are kept.
    /// </summary>
    /// <value>24</value>
    [Range(0, 1200)]
    public int KeepEventMonths { get; set; } = 24;
}
