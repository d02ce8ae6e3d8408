using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary>What is told about a store, whichever it is.</summary>
internal static class StoreChecks
{
    // Retries reach the partners through every usual outage within an hour.
    private static readonly TimeSpan owedLong = TimeSpan.FromHours(1);

    public static Finding Schema(int stored, int newest) => (stored - newest) switch
    {
        0 => Finding.Ok("schema", $"version {stored}"),
        < 0 when stored == 0 => Finding.Ok("schema", $"none yet; the first start makes version {newest}"),
        < 0 => Finding.Warn("schema", $"version {stored}, this program brings it to {newest} when it starts",
            "Take a backup before"),
        1 => Finding.Warn("schema", $"version {stored}, this program knows up to {newest} and runs on it",
            "Bring this node to the newer program"),
        _ => Finding.Fail("schema", $"version {stored}, this program knows up to {newest}",
            "Run the newer program or restore a backup of its time"),
    };

    public static IReadOnlyList<Finding> Load(StoreLoad? load, DateTimeOffset now, bool isRunning) => load is null
        ?
        [
            Finding.Ok("parked payments", "no payments yet"),
            Finding.Ok("owed calls", "no payments yet"),
            Finding.Ok("due work", "no payments yet"),
        ]
        : [Parked(load), Owed(load, now), Overdue(load, isRunning)];

    private static Finding Parked(StoreLoad load) => load.Parked == 0
        ? Finding.Ok("parked payments", "none")
        : Finding.Warn("parked payments", $"{load.Parked} wait for an operator", "See /ops for the reason of each");

    private static Finding Owed(StoreLoad load, DateTimeOffset now)
    {
        if (load.OwedCalls == 0) return Finding.Ok("owed calls", "none");
        var since = now - (load.OwedSince ?? now);
        return since <= owedLong
            ? Finding.Ok("owed calls", $"{load.OwedCalls}, the oldest of a payment last changed {Ago(since)} ago")
            : Finding.Warn("owed calls", $"{load.OwedCalls}, the oldest of a payment last changed {Ago(since)} ago",
                "See /ops for what its partner answers");
    }

    private static Finding Overdue(StoreLoad load, bool isRunning)
    {
        if (load.Overdue == 0) return Finding.Ok("due work", "nothing is overdue");
        return isRunning
            ? Finding.Fail("due work", $"{load.Overdue} payments are overdue by minutes",
                "The adapter does not get through its work: look at its logs and at its partners' pace in /ops")
            : Finding.Warn("due work", $"{load.Overdue} payments are overdue, and no adapter runs", "Start it");
    }

    public static string Ago(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => $"{(long)span.TotalDays} days",
        { TotalHours: >= 2 } => $"{(long)span.TotalHours} hours",
        { TotalMinutes: >= 2 } => $"{(long)span.TotalMinutes} minutes",
        _ => $"{(long)span.TotalSeconds} s",
    };
}
