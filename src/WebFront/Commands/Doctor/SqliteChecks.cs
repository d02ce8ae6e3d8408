using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary>Results about an SQLite file.</summary>
internal static class SqliteChecks
{
    // A payment with its history takes about 10 KiB, so these are 100,000 payments and 10,000.
    private const long EnoughBytes = 1L << 30;
    private const long FewBytes = 100L << 20;

    private const UnixFileMode Others =
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    public static IReadOnlyList<CheckResult> Of(SqliteFacts facts, DateTimeOffset now) =>
    [
        Opens(facts), Writable(facts), StoreChecks.Schema(facts.SchemaVersion, SqliteFacts.SchemaNewest), Disk(facts),
        Permissions(facts), Owner(facts), .. StoreChecks.Load(facts.Load, now, facts.IsOwned),
    ];

    private static CheckResult Opens(SqliteFacts facts) => facts switch
    {
        { Problem: { } problem } => CheckResult.Fail("store", $"{facts.Path} cannot be read: {problem}",
            "Check that it is a database of this program and that the adapter's user may read it"),
        { Exists: false } => CheckResult.Ok("store", $"{facts.Path}, made at the first start (SQLite {facts.Library})"),
        _ => CheckResult.Ok("store", $"{facts.Path} (SQLite {facts.Library})"),
    };

    private static CheckResult Writable(SqliteFacts facts) => facts.IsWritable switch
    {
        false => CheckResult.Fail("store writable", $"{facts.Path} cannot be written as this user",
            "Give the adapter's user the folder and the files in it"),
        true => CheckResult.Ok("store writable", facts.Exists ? "takes a transaction" : "its folder can be written"),
        null when facts.IsOwned => CheckResult.Ok("store writable", "its owner writes; /health/ready of it tells"),
        null => CheckResult.Fail("store writable", "not known, for it cannot be read", "Mend the store first"),
    };

    private static CheckResult Disk(SqliteFacts facts)
    {
        if (facts.FreeBytes is not { } free)
            return CheckResult.Warn("disk space", "not known", "See that the disk of Storage:Sqlite:Path is there");
        var seen = $"{free >> 20} MiB free";
        return free switch
        {
            < FewBytes => CheckResult.Fail("disk space", seen, "Make room: a full disk refuses every push"),
            < EnoughBytes => CheckResult.Warn("disk space", seen, "Make room before it is full"),
            _ => CheckResult.Ok("disk space", seen),
        };
    }

    private static CheckResult Permissions(SqliteFacts facts) => facts.Mode switch
    {
        null => CheckResult.Ok("file permissions", "no file yet, or none that this system tells"),
        { } mode when (mode & Others) != UnixFileMode.None => CheckResult.Warn("file permissions",
            $"other users may read or write {facts.Path} ({Convert.ToString((int)mode, 8)}), and it holds personal "
                + "data",
            "chmod 640 or less, and umask 027 for the adapter"),
        { } mode => CheckResult.Ok("file permissions", Convert.ToString((int)mode, 8)),
    };

    private static CheckResult Owner(SqliteFacts facts) => CheckResult.Ok(
        "nodes", facts.IsOwned ? "one process runs on it" : "no process runs on it");
}
