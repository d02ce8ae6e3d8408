namespace QliroAdapter.Simulation.CrashPoints;

/// <summary>What fails in one scripted run, once.</summary>
public enum Trouble
{
    /// <summary>The only process dies at a gate and starts again seconds later.</summary>
    Death,

    /// <summary>Of two processes on one store one dies at a gate; the other continues alone for minutes.</summary>
    DeathOfOne,

    /// <summary>A load from the store fails.</summary>
    LoadFails,

    /// <summary>A commit fails before it was written.</summary>
    CommitFails,

    /// <summary>A commit is written, and its answer is lost.</summary>
    CommitAnswerLost,

    /// <summary>A commit is refused, as if another had written meanwhile.</summary>
    Conflict,

    /// <summary>A partner cannot be reached for one call.</summary>
    Unreachable,

    /// <summary>One request to a partner is lost on the way.</summary>
    RequestLost,

    /// <summary>A partner carries out one request, and its answer is lost.</summary>
    AnswerLost,
}

/// <summary>
/// One place in one script at which one thing fails: at the passage of a gate, commit, load or call that
/// <paramref name="At"/> counts from 1; 0 is nowhere. A death may be repeated <paramref name="Again"/> gates later.
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
