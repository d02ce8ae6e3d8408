using Microsoft.Extensions.Logging;

namespace QliroAdapter.Store;

internal sealed partial class StoreDamage
{
    [LoggerMessage(1040, LogLevel.Error,
        "SQLite found {Path} damaged, and this node is no longer ready. Stop it, copy the file with -wal and -shm, and "
        + "run 'pragma integrity_check' on the copy: 'reindex' mends an index, otherwise restore a backup")]
    private partial void Found(Exception damage, string path);
}
