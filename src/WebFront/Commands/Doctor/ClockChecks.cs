namespace QliroAdapter.WebFront;

/// <summary>Results about clocks. Due times, heartbeats and token lifetimes depend on them.</summary>
internal static class ClockChecks
{
    public static CheckResult Ahead(string name, string whose, TimeSpan ahead, TimeSpan warnFrom, TimeSpan failFrom)
    {
        var off = ahead.Duration();
        var seen = off < TimeSpan.FromSeconds(1)
            ? $"{whose} and this machine agree"
            : $"{whose} is {StoreChecks.Ago(off)} {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} this machine";
        const string next = "Keep both clocks by NTP";
        return off < warnFrom ? CheckResult.Ok(name, seen)
            : off < failFrom ? CheckResult.Warn(name, seen, next)
            : CheckResult.Fail(name, seen, next);
    }
}
