namespace QliroAdapter.Silo;

internal static partial class HealthLog
{
    [LoggerMessage(2400, LogLevel.Warning,
        "The store did not answer a readiness probe; calls should go to another node.")]
    public static partial void StoreNotReady(ILogger logger, Exception exception);
}
