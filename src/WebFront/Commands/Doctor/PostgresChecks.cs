using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary>Results about a PostgreSQL database.</summary>
internal static class PostgresChecks
{
    // The oldest version that its vendor still maintains.
    private const int ServerOldest = 14;

    private static readonly TimeSpan clockOff = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan clockFarOff = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<CheckResult> Of(PostgresFacts facts, PostgresStoreOptions options, DateTimeOffset now)
    {
        if (facts.Problem is { } problem)
        {
            return
            [
                CheckResult.Fail("store", $"{facts.Place}: {problem}",
                    "Check that the server runs, that this machine may connect, and the user's rights"),
            ];
        }

        return
        [
            CheckResult.Ok("store", facts.Place), Version(facts), Writable(facts),
            StoreChecks.Schema(facts.SchemaVersion, PostgresFacts.SchemaNewest),
            Connections(facts, options.Connections),
            SynchronousCommit(facts), Clock(facts), Nodes(facts),
            .. StoreChecks.Load(facts.Load, now, facts.Processes > 0),
        ];
    }

    private static CheckResult Version(PostgresFacts facts)
        => facts.Server is { } server && server.Major >= ServerOldest
        ? CheckResult.Ok("server version", $"PostgreSQL {server}")
        : CheckResult.Warn("server version", $"PostgreSQL {facts.Server}", $"Go to {ServerOldest} or newer");

    private static CheckResult Writable(PostgresFacts facts) => facts switch
    {
        { IsStandby: true } => CheckResult.Fail("store writable", "the server is a standby and takes no writes",
            "Name the primary (Target Session Attributes=primary finds it)"),
        { IsWritable: false }
            => CheckResult.Fail("store writable", "the user may not write payments or make their tables",
            "Grant it create on the schema, or let it own the tables"),
        _ => CheckResult.Ok("store writable", "the user has the rights"),
    };

    private static CheckResult Connections(PostgresFacts facts, int perNode)
    {
        // One node more than run now, because a new node starts before an old one stops.
        var wanted = (facts.Processes + 1) * perNode;
        var seen =
            $"{perNode} for each of {facts.Processes} nodes and one more, of {facts.ConnectionsMax} of the server";
        return wanted <= facts.ConnectionsMax
            ? CheckResult.Ok("connections", seen)
            : CheckResult.Fail("connections", seen, "Lower Storage:Postgres:Connections or raise max_connections");
    }

    private static CheckResult SynchronousCommit(PostgresFacts facts) => facts.SynchronousCommit != "off"
        ? CheckResult.Ok("synchronous commit", facts.SynchronousCommit)
        : CheckResult.Fail("synchronous commit", "off: what Qliro was told is received can be lost with the server",
            "Set synchronous_commit to on for this database");

    private static CheckResult Clock(PostgresFacts facts)
        => ClockChecks.Ahead("server clock", "the database server", facts.ClockAhead, clockOff, clockFarOff);

    // Every process that has the store open is counted, fronts included. Members are the processes that run payments.
    private static CheckResult Nodes(PostgresFacts facts) => facts switch
    {
        { Processes: 0, LastSign: { } last } => CheckResult.Ok(
            "nodes", $"none; the last was heard of {StoreChecks.Ago(last)} ago"),
        { Processes: 0 } => CheckResult.Ok("nodes", "none"),
        { Members: null } => CheckResult.Ok("nodes", $"{facts.Processes} have it open"),
        { MembersSilent: > 0 } => CheckResult.Warn("nodes",
            $"{facts.Processes} have it open; of {facts.Members} members of the cluster "
                + $"{facts.MembersSilent} gave no sign of life for {StoreChecks.Ago(PostgresFacts.SilentAfter)}",
            "See why they died; the others declare them dead and take their work over"),
        _ => CheckResult.Ok("nodes", $"{facts.Processes} have it open, {facts.Members} members of the cluster"),
    };
}
