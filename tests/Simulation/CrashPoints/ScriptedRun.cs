using QliroAdapter.Simulation.Defects;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.Faults;
using QliroAdapter.Simulation.People;

namespace QliroAdapter.Simulation.CrashPoints;

/// <summary>
/// One life of one script in calm weather, with trouble at one point and nowhere else. It counts what passes as it
/// goes, so a life with trouble at 0 tells how many points there are. Up to its point each life is the same as every
/// other.
/// </summary>
internal sealed class ScriptedRun(Script script, Point point) : Plot
{
    /// <summary>All lives of a script are the same world but for their trouble.</summary>
    public const int Seed = 1;

    /// <summary>Longer than it takes until a read is given up.</summary>
    private static readonly TimeSpan repeats = TimeSpan.FromSeconds(2);

    private static readonly string[] partners = ["Norce ", "Qliro "];

    private readonly List<int> moments = [];
    private readonly List<int> changes = [];
    private (string Run, long Fired, int Exchanges) last;
    private int exchanges;
    private bool wasScan;
    private (string Path, DateTimeOffset At)? lostRead;

    /// <summary>Set, each gate passed is written down with who came to it.</summary>
    public Places? Places { get; init; }

    /// <summary>All that passed.</summary>
    public Passed Passed { get; private set; } = new();

    /// <summary>What had passed when the script came to what no other script does.</summary>
    public Passed Before { get; private set; } = new();

    /// <summary>
    /// The gates, by their number, at which a death leaves something behind that a death at the gate before does not:
    /// time has passed, something is written, or a caller has its answer. At all others it is the very same death.
    /// </summary>
    public IReadOnlyList<int> Moments => moments;

    /// <summary>
    /// Those before which something outside the process has changed, and not only time has passed: a row is written, a
    /// partner has written, a call has come or is answered, it is time for due work.
    /// </summary>
    public IReadOnlyList<int> Changes => changes;

    /// <summary>Whether all the trouble came.</summary>
    public bool HasStruck { get; private set; }

    /// <summary>The point's life, lived to its end on this thread.</summary>
    public static World.Outcome Live(ScriptedRun run, Defect? defect = null, bool isTraced = false)
        => World.Run(Seed, new PlannedFailures(run, defect ?? Defect.None), isTraced, run);

    public override Weather Weather(Dice dice) => Faults.Weather.Calm with
    {
        DownSeconds = point.HasTwoProcesses ? TimeSpan.FromMinutes(2) : TimeSpan.FromSeconds(7),
    };

    public override int Processes(Dice dice) => point.HasTwoProcesses ? 2 : 1;

    public override Offers Offers(Dice dice) => script.Offers;

    public override Task Arrive(World world)
    {
        world.Enter(script.Name, script.Live(new Callers(world, this)));
        return Task.CompletedTask;
    }

    /// <summary>What comes from here on is in no other script.</summary>
    public void FromHere() => Before = Passed;

    public override bool DiesAt(World world, ProcessRun run, string gate)
    {
        // Looks for due work beside which nothing happens are one passage.
        var isScan = gate.StartsWith("scans", StringComparison.Ordinal);
        if (isScan && wasScan) return false;
        wasScan = isScan;
        Passed = Passed with { Gates = Passed.Gates + 1 };
        Compare((run.Name, world.Time.Fired, exchanges), isScan || HasWritten(gate));
        Places?.Add(gate);
        if (point.Trouble is not (Trouble.Death or Trouble.DeathOfOne) || point.At == 0) return false;
        if (Passed.Gates == point.At + point.Again) HasStruck = true;
        return Passed.Gates == point.At || Passed.Gates == point.At + point.Again;
    }

    public override void Exchanged() => exchanges++;

    public override void AtRest(World world)
    {
        var ends = world.Purchases.Select(purchase => Ending.Of(world, purchase)).ToList();
        world.Auditor.Must(ends.SequenceEqual(script.Ends),
            $"{script.Name} ends as\n  {string.Join("\n  ", ends)}\nand not as\n  {string.Join("\n  ", script.Ends)}");
    }

    public override string Replay(int seed) => $"./simulate.sh --crash-points --at {point}";

    /// <summary>Whether the next load fails.</summary>
    public bool LoadFails()
    {
        Passed = Passed with { Loads = Passed.Loads + 1 };
        return Strikes(Passed.Loads, Trouble.LoadFails) is not null;
    }

    /// <summary>What befalls the next commit.</summary>
    public Trouble? OfCommit()
    {
        Passed = Passed with { Commits = Passed.Commits + 1 };
        return Strikes(Passed.Commits, Trouble.CommitFails, Trouble.CommitAnswerLost, Trouble.Conflict);
    }

    /// <summary>
    /// What befalls the next call of a partner. A read is repeated at once, so it is lost together with its repeats.
    /// </summary>
    public Trouble? OfCall(HttpRequestMessage request, DateTimeOffset at)
    {
        var (isRead, path) = (request.Method == HttpMethod.Get, request.RequestUri!.PathAndQuery);
        var number = Passed.Calls + 1;
        Passed = Passed with { Calls = number, Writes = isRead ? Passed.Writes : [.. Passed.Writes, number] };
        if (isRead && lostRead is { } lost && lost.Path == path && at - lost.At < repeats) return Trouble.RequestLost;
        var trouble = Strikes(number, Trouble.Unreachable, Trouble.RequestLost, Trouble.AnswerLost);
        if (isRead && trouble is not null) lostRead = (path, at);
        return trouble;
    }

    private void Compare((string Run, long Fired, int Exchanges) now, bool isChange)
    {
        if (now != last || isChange) moments.Add(Passed.Gates);
        if (now.Exchanges != last.Exchanges || isChange) changes.Add(Passed.Gates);
        last = now;
    }

    /// <summary>Whether this is the gate after a write, here or at a partner.</summary>
    private static bool HasWritten(string gate) => gate.StartsWith("committed", StringComparison.Ordinal)
        ? !gate.EndsWith("on its way", StringComparison.Ordinal)
        : partners.Any(name => gate.StartsWith(name, StringComparison.Ordinal))
            && !gate.EndsWith("is to leave", StringComparison.Ordinal)
            && !gate.Contains(" GET ", StringComparison.Ordinal);

    private Trouble? Strikes(int number, params ReadOnlySpan<Trouble> troubles)
    {
        if (number != point.At || !troubles.Contains(point.Trouble)) return null;
        HasStruck = true;
        return point.Trouble;
    }
}

/// <summary>How much a life has passed of what can go wrong.</summary>
internal sealed record Passed
{
    public int Gates { get; init; }

    public int Loads { get; init; }

    public int Commits { get; init; }

    public int Calls { get; init; }

    /// <summary>Which of the calls were no reads: these may have been carried out when no answer comes.</summary>
    public IReadOnlyList<int> Writes { get; init; } = [];
}
