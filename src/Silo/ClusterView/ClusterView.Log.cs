namespace QliroAdapter.Silo;

internal sealed partial class ClusterView
{
    [LoggerMessage(1132, LogLevel.Warning, "The console could not ask the cluster and shows what this node knows.")]
    private partial void NotAsked(Exception problem);
}
