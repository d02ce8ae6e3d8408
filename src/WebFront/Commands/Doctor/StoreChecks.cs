using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary>Results about any kind of store.</summary>
internal static class StoreChecks
{
    // Retries reach the partners again within an hour after any usual outage, so an older entry needs attention.
    private static readonly TimeSpan outboxLong = TimeSpan.FromHours(1);

    public static CheckResult Schema(int stored, int newest) => (stored - newest) switch
    {
        0 => CheckResult.Ok("schema", $"version {stored}"),
        < 0 when stored == 0 => CheckResult.Ok("schema", $"none yet; the first start makes version {newest}"),
        < 0 => CheckResult.Warn("schema", $"version {stored}, this program brings it to {newest} when it starts",
            "Take a backup before"),
        1 => CheckResult.Warn("schema", $"version {stored}, this program knows up to {newest} and runs on it",
            "Bring this node to the newer program"),
        _ => CheckResult.Fail("schema", $"version {stored}, this program knows up to {newest}",
            "Run the newer program or restore a backup of its time"),
    };

    public static IReadOnlyList<CheckResult> Load(StoreLoad? load, DateTimeOffset now, bool isRunning) => load is null
        ?
        [
            CheckResult.Ok("parked payments", "no payments yet"),
            CheckResult.Ok("outbox", "no payments yet"),
            CheckResult.Ok("due work", "no payments yet"),
        ]
        : [Parked(load), Outbox(load, now), Overdue(load, isRunning)];

    public static IReadOnlyList<CheckResult> MissingKeys(IReadOnlyList<SealedPayments> missing) =>
    [
        .. missing.Select(one => CheckResult.Fail(
            "sealed payments",
            $"{one.Payments} are under the data key {one.KeyId}, which is not in Adapter:DataKeys, and not available",
            "Put that key behind the others, and remove none before 'keys rotate' says so")),
    ];

    private static CheckResult Parked(StoreLoad load) => load.Parked == 0
        ? CheckResult.Ok("parked payments", "none")
        : CheckResult.Warn("parked payments", $"{load.Parked} wait for an operator", "See /ops for the reason of each");

    private static CheckResult Outbox(StoreLoad load, DateTimeOffset now)
    {
        if (load.OutboxEntries == 0) return CheckResult.Ok("outbox", "none");
        var since = now - (load.OutboxSince ?? now);
        return since <= outboxLong
            ? CheckResult.Ok("outbox", $"{load.OutboxEntries}, the oldest of a payment last changed {Ago(since)} ago")
            : CheckResult.Warn("outbox", $"{load.OutboxEntries}, the oldest of a payment last changed {Ago(since)} ago",
                "See /ops for what its partner answers");
    }

    private static CheckResult Overdue(StoreLoad load, bool isRunning)
    {
        if (load.Overdue == 0) return CheckResult.Ok("due work", "nothing is overdue");
        return isRunning
            ? CheckResult.Fail("due work", $"{load.Overdue} payments are overdue by minutes",
                "The adapter does not get through its work: look at its logs and at its partners' pace in /ops")
            : CheckResult.Warn("due work", $"{load.Overdue} payments are overdue, and no adapter runs", "Start it");
    }

    public static string Ago(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => $"{(long)span.TotalDays} days",
        { TotalHours: >= 2 } => $"{(long)span.TotalHours} hours",
        { TotalMinutes: >= 2 } => $"{(long)span.TotalMinutes} minutes",
        _ => $"{(long)span.TotalSeconds} s",
    };
}
