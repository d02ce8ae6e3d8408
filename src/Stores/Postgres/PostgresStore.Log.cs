using Microsoft.Extensions.Logging;

namespace QliroAdapter.Store;

public sealed partial class PostgresStore
{
    [LoggerMessage(1020, LogLevel.Information,
        "Payments are stored in {Place} (PostgreSQL {Server}, schema {Schema}, {Applied} migrations applied now); " +
        "this process has number {Number}")]
    private partial void Opened(string place, string server, int schema, int applied, long number);

    [LoggerMessage(1021, LogLevel.Information,
        "The payment store is closed; everything acknowledged is in the database")]
    private partial void Closed();

    [LoggerMessage(1022, LogLevel.Warning,
        "This process could not give back the due work it had taken on; others find it within {Seconds} s")]
    private partial void LeasesKept(Exception failure, int seconds);
}
