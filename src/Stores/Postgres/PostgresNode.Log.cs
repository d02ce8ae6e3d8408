using Microsoft.Extensions.Logging;

namespace QliroAdapter.Store;

internal sealed partial class PostgresNode
{
    [LoggerMessage(1030, LogLevel.Warning,
        "This node's heartbeat does not reach the database; after 2.5 s other nodes take its payments over. Check " +
        "the server of Storage:Postgres:ConnectionString and the way to it")]
    private partial void Unheard(Exception failure);

    [LoggerMessage(1031, LogLevel.Information, "This node's heartbeat reaches the database again")]
    private partial void Heard();

    [LoggerMessage(1032, LogLevel.Warning,
        "This node could not say that it stops; other nodes take its payments over 2.5 s after its last heartbeat")]
    private partial void LeftWithoutWord(Exception failure);
}
