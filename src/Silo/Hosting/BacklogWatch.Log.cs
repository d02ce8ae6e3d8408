namespace QliroAdapter.Silo;

internal sealed partial class BacklogWatch
{
    [LoggerMessage(8220, LogLevel.Warning, "How much waits in the store could not be read: {Problem}")]
    private static partial void LogNotRead(ILogger logger, string problem);
}
