using Microsoft.Extensions.Logging;

namespace QliroAdapter.Store;

public sealed partial class SqliteStore
{
    [LoggerMessage(1000, LogLevel.Information,
        "Payments are stored in {Path} (SQLite {Library}, schema {Schema}, {Applied} migrations applied now)")]
    private partial void Opened(string path, string library, int schema, int applied);

    [LoggerMessage(1001, LogLevel.Information, "The payment store is closed; everything acknowledged is on disk")]
    private partial void Closed();
}
