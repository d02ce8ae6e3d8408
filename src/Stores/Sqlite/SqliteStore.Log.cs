using Microsoft.Extensions.Logging;

namespace QliroAdapter.Store;

public sealed partial class SqliteStore
{
    [LoggerMessage(1000, LogLevel.Information,
        "Payments are stored in {Path} (SQLite {Library}, schema {Schema}, {Applied} migrations applied now)")]
    private partial void Opened(string path, string library, int schema, int applied);

    [LoggerMessage(1002, LogLevel.Error,
        "{Path} lacks commits that were acknowledged: its write-ahead log (-wal) was deleted, or an older copy of the "
        + "file was put in its place. Put the log back if you have it, with the adapter stopped; otherwise open "
        + "payments are compared with Norce and Qliro, and those that are missing are rebuilt at their next call")]
    private partial void CommitsLost(string path);

    [LoggerMessage(1001, LogLevel.Information, "The payment store is closed; everything acknowledged is on disk")]
    private partial void Closed();
}
