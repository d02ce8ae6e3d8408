namespace QliroAdapter.Simulation.CrashPoints;

/// <summary>What befalls one scripted life, once.</summary>
public enum Trouble
{
    /// <summary>The only process dies at a gate and starts again seconds later.</summary>
    Death,

    /// <summary>Of two processes on one store one dies at a gate; the other goes on alone for minutes.</summary>
    DeathOfOne,

    /// <summary>A load from the store fails.</summary>
    LoadFails,

    /// <summary>A commit fails before it was written.</summary>
    CommitFails,

    /// <summary>A commit is written and its answer lost.</summary>
    CommitAnswerLost,

    /// <summary>A commit is refused, as when somebody else has written.</summary>
    Conflict,

    /// <summary>A partner cannot be reached for one call.</summary>
    Unreachable,

    /// <summary>One request to a partner is lost on its way.</summary>
    RequestLost,

    /// <summary>A partner did what one request asks, and its answer is lost.</summary>
    AnswerLost,
}

/// <summary>
/// One place in one script where one thing goes wrong: at the <paramref name="At"/>th passage of a gate, commit, load
/// or call, counted from 1; 0 is nowhere. After a death it may come again, <paramref name="Again"/> gates later.
/// Written as <c>script:Trouble:17</c> and <c>script:Death:17+3</c>.
/// </summary>
internal sealed record Point(string Script, Trouble Trouble, int At, int Again = 0)
{
    public bool HasTwoProcesses => Trouble == Trouble.DeathOfOne;

    public static Point Parse(string text)
    {
        var parts = text.Split(':');
        var numbers = parts[2].Split('+');
        return new(parts[0], Enum.Parse<Trouble>(parts[1]), int.Parse(numbers[0]),
            numbers.Length > 1 ? int.Parse(numbers[1]) : 0);
    }

    public override string ToString() => $"{Script}:{Trouble}:{At}{(Again > 0 ? $"+{Again}" : "")}";
}
