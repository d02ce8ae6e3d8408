using System.Runtime.InteropServices;
using QliroAdapter.Simulation.Defects;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.CrashPoints;

/// <summary>
/// Runs a script once undisturbed, and then once for each point at which something can fail in it: a death at every
/// gate (of gates whose deaths have the same effect, only one); the same with a second process; a second death within
/// <paramref name="pairs"/> changes of the first; a failure of every load, commit and call. Or only the points of one
/// kind of trouble.
/// </summary>
internal sealed class Enumeration(Script script, int pairs, Func<Defect>? defect = null, Trouble? only = null)
{
    private static readonly Trouble[] failures =
    [
        Trouble.LoadFails, Trouble.CommitFails, Trouble.CommitAnswerLost, Trouble.Conflict,
        Trouble.Unreachable, Trouble.RequestLost, Trouble.AnswerLost,
    ];

    private readonly List<World.Outcome> wrong = [];
    private readonly HashSet<int> firsts = [];
    private int deaths, secondDeaths, deathsOfOne, failed, gates;

    /// <summary>The gates of the undisturbed run, and the code that came to them.</summary>
    public Places Places { get; } = new();

    /// <summary>Number of points at which something failed in a run.</summary>
    public int Points => deaths + secondDeaths + deathsOfOne + failed;

    /// <summary>The runs in which something was found.</summary>
    public IReadOnlyList<World.Outcome> Wrong => wrong;

    /// <summary>Runs all points, on all cores, or only until the first finding.</summary>
    public Enumeration Live(bool isOneEnough = false)
    {
        var alone = Undisturbed(Trouble.Death, Places);
        var beside = only is null or Trouble.DeathOfOne ? Undisturbed(Trouble.DeathOfOne, null) : null;
        gates = alone.Passed.Gates - alone.Before.Gates;
        List<Point> points =
        [
            .. Deaths(Trouble.Death, alone, alone.Moments),
            .. beside is null ? [] : Deaths(Trouble.DeathOfOne, beside, beside.Changes),
            .. failures.SelectMany(trouble => Failures(trouble, alone.Before, alone.Passed)),
        ];
        points.RemoveAll(point => only is not null && point.Trouble != only);
        firsts.UnionWith(alone.Changes);
        // Points of each kind come early, so that a search for one finding need not wait for the last kind.
        new Random(ScriptedRun.Seed).Shuffle(CollectionsMarshal.AsSpan(points));
        Worlds.Each(0, points.Count, number =>
        {
            Live(points[number]);
            return !isOneEnough || wrong.Count == 0;
        });
        wrong.Sort((one, other) => string.CompareOrdinal(one.Replay, other.Replay));
        return this;
    }

    public override string ToString() => $"{script.Name}: crash points: {deaths} distinct ({deaths + secondDeaths} with pairs), {wrong.Count} findings; {gates} passages of {Places}; {deathsOfOne} deaths beside a second process; {failed} failures of store and partners";

    private IEnumerable<Point> Deaths(Trouble trouble, ScriptedRun undisturbed, IReadOnlyList<int> gates)
        => gates.Where(gate => gate > undisturbed.Before.Gates).Select(gate => At(trouble, gate));

    /// <summary>
    /// A lost read has the same effect wherever it was lost; only for writes it matters how far they came.
    /// </summary>
    private IEnumerable<Point> Failures(Trouble trouble, Passed before, Passed passed) => trouble switch
    {
        Trouble.LoadFails => Each(trouble, before.Loads, passed.Loads),
        Trouble.RequestLost => Each(trouble, before.Calls, passed.Calls),
        Trouble.Unreachable or Trouble.AnswerLost
            => passed.Writes.Where(call => call > before.Calls).Select(call => At(trouble, call)),
        _ => Each(trouble, before.Commits, passed.Commits),
    };

    private IEnumerable<Point> Each(Trouble trouble, int before, int last)
        => Enumerable.Range(before + 1, last - before).Select(number => At(trouble, number));

    private Point At(Trouble trouble, int number) => new(script.Name, trouble, number);

    private ScriptedRun Undisturbed(Trouble trouble, Places? places)
    {
        ScriptedRun? run = null;
        Worlds.Alone(() => run = Lived(At(trouble, 0), places));
        return run!;
    }

    /// <summary>Runs the point and, after a death, the pairs that begin with it.</summary>
    private void Live(Point point)
    {
        var run = Lived(point);
        if (!run.HasStruck) return;
        Interlocked.Increment(ref Counter(point.Trouble));
        if (point.Trouble != Trouble.Death || !firsts.Contains(point.At)) return;
        foreach (var gate in run.Changes.Where(gate => gate > point.At).Take(pairs))
        {
            if (Lived(point with { Again = gate - point.At }).HasStruck) Interlocked.Increment(ref secondDeaths);
        }
    }

    private ref int Counter(Trouble trouble)
    {
        if (trouble == Trouble.Death) return ref deaths;
        if (trouble == Trouble.DeathOfOne) return ref deathsOfOne;
        return ref failed;
    }

    private ScriptedRun Lived(Point point, Places? places = null)
    {
        var run = new ScriptedRun(script, point) { Places = places };
        var outcome = ScriptedRun.Live(run, defect?.Invoke());
        if (outcome.Violations.Count == 0) return run;
        lock (wrong) wrong.Add(outcome);
        return run;
    }
}
