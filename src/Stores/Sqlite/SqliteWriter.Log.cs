using Microsoft.Extensions.Logging;

namespace QliroAdapter.Store;

internal sealed partial class SqliteWriter
{
    [LoggerMessage(1010, LogLevel.Error,
        "{Commits} commits were not written; their payments load again before they decide. " +
        "Check that the disk of Storage:Sqlite:Path has space and is writable")]
    private partial void GroupFailed(Exception failure, int commits);

    [LoggerMessage(1011, LogLevel.Warning,
        "Writing {Commits} commits took {Milliseconds} ms. Check what else keeps the disk of Storage:Sqlite:Path busy")]
    private partial void GroupSlow(int commits, long milliseconds);
}
