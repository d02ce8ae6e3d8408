namespace QliroAdapter.Silo;

internal sealed partial class NodeReporter
{
    [LoggerMessage(1131, LogLevel.Information,
        "What this process does could not be reported for the console; it is tried again every few seconds.")]
    private partial void NotReported(Exception problem);
}
