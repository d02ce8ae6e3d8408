namespace QliroAdapter.WebFront;

/// <summary>How a check ended.</summary>
public enum Verdict
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>It works, but not as it should, or it will soon fail.</summary>
    Warn,

    /// <summary>It does not work.</summary>
    Fail,
}

/// <summary>The result of one check, as one line. Holds no secret.</summary>
/// <param name="Verdict">Whether it works.</param>
/// <param name="Name">Names what was checked.</param>
/// <param name="Seen">What was found.</param>
/// <param name="Next">What to do about it; absent when nothing needs to be done.</param>
public sealed record CheckResult(Verdict Verdict, string Name, string Seen, string? Next)
{
    /// <summary>It works.</summary>
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
