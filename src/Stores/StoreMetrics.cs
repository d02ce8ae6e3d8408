using System.Diagnostics.Metrics;

namespace QliroAdapter.Store;

/// <summary>Metrics of the stores in this process; meter <c>QliroAdapter.Stores</c>. Thread-safe.</summary>
public static class StoreMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "QliroAdapter.Stores";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<int> GroupSize = Meter.CreateHistogram<int>(
        "store.group.commits", "{commit}", "Commits that shared one transaction.");

    private static readonly Histogram<double> GroupDuration = Meter.CreateHistogram<double>(
        "store.group.duration", "s", "From taking a group of commits to having it on disk.");

    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>(
        "store.conflicts", "{commit}", "Commits refused because somebody else was first.");

    internal static void GroupWritten(int commits, TimeSpan took)
    {
        GroupSize.Record(commits);
        GroupDuration.Record(took.TotalSeconds);
    }

    internal static void CommitConflicted() => Conflicts.Add(1);
}
