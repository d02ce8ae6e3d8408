using Microsoft.Extensions.Logging;

namespace QliroAdapter.Store;

public sealed partial class PostgresStore
{
    [LoggerMessage(1020, LogLevel.Information,
        "Payments are stored in {Place} (PostgreSQL {Server}, schema {Schema}, {Applied} migrations applied now); " +
        "this is node {Node}")]
    private partial void Opened(string place, string server, int schema, int applied, long node);

    [LoggerMessage(1021, LogLevel.Information,
        "The payment store is closed; everything acknowledged is in the database")]
    private partial void Closed();
}
