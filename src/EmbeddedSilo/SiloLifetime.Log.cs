using Microsoft.Extensions.Logging;

namespace QliroAdapter.EmbeddedSilo;

internal sealed partial class SiloLifetime
{
    [LoggerMessage(1110, LogLevel.Information, "Stopping: {Running} turns and {Waiting} messages are finished first")]
    private partial void Draining(int running, int waiting);

    [LoggerMessage(1111, LogLevel.Information, "Every turn has ended")]
    private partial void Drained();

    [LoggerMessage(1112, LogLevel.Error,
        "{Running} turns and {Waiting} messages were cut off by the end of the shutdown time. What they had stored " +
        "goes on at the next start; raise the host's shutdown timeout if this repeats")]
    private partial void CutOff(int running, int waiting);
}
