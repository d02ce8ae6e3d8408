using Microsoft.Extensions.Logging;

namespace QliroAdapter.Ops;

public sealed partial class ClusterGrain
{
    [LoggerMessage(1130, LogLevel.Warning,
        "What waits could not be read from the store for the console; it is read again in a few seconds.")]
    private partial void NotSampled(Exception problem);
}
