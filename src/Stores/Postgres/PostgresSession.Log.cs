using Microsoft.Extensions.Logging;

namespace QliroAdapter.Store;

internal sealed partial class PostgresSession
{
    [LoggerMessage(1030, LogLevel.Warning,
        "The connection by which the database knows that this process is there broke, and is made anew. Check the " +
        "server of Storage:Postgres:ConnectionString and the way to it")]
    private partial void Lost(Exception failure);

    [LoggerMessage(1031, LogLevel.Information, "The database knows again that this process is there")]
    private partial void Found();
}
