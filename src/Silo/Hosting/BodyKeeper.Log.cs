namespace QliroAdapter.Silo;

internal sealed partial class BodyKeeper
{
    [LoggerMessage(1150, LogLevel.Warning, "Bodies of calls to partners were not stored; payments are not affected.")]
    private partial void NotKept(Exception failure);
}
