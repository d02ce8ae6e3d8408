namespace QliroAdapter.WebFront;

internal enum Verdict
{
    Ok,

    /// <summary>It works, but not as it should, or not for long.</summary>
    Warn,

    /// <summary>It does not work.</summary>
    Fail,
}

/// <summary>What one check saw, as one line. Holds no secret.</summary>
/// <param name="Verdict">How it is.</param>
/// <param name="Name">What was looked at.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Next">What to do about it; absent when all is well.</param>
internal sealed record CheckResult(Verdict Verdict, string Name, string Seen, string? Next)
{
    public static CheckResult Ok(string name, string seen) => new(Verdict.Ok, name, seen, null);

    public static CheckResult Warn(string name, string seen, string next) => new(Verdict.Warn, name, seen, next);

    public static CheckResult Fail(string name, string seen, string next) => new(Verdict.Fail, name, seen, next);

    /// <summary><c>warn  name: what was seen. What to do.</c></summary>
    public override string ToString()
    {
        var word = Verdict switch { Verdict.Ok => "ok  ", Verdict.Warn => "warn", _ => "fail" };
        var line = $"{word}  {Name}: {Seen.TrimEnd('.')}.{(Next is null ? "" : $" {Next.TrimEnd('.')}.")}";
        return line.ReplaceLineEndings(" ");
    }
}
