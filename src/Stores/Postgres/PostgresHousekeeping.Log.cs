using Microsoft.Extensions.Logging;

namespace QliroAdapter.Store;

internal sealed partial class PostgresHousekeeping
{
    [LoggerMessage(1032, LogLevel.Warning,
        "The hourly housekeeping of the payments' history failed and is tried again in an hour; months ahead are " +
        "made " +
        "already, so nothing is lost meanwhile. Check the server of Storage:Postgres:ConnectionString")]
    private partial void NotKept(Exception failure);
}
