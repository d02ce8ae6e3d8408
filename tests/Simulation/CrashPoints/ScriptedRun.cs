using QliroAdapter.Simulation.Defects;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.Faults;
using QliroAdapter.Simulation.People;

namespace QliroAdapter.Simulation.CrashPoints;

/// <summary>
/// One run of one script without random faults, with trouble at one point only. It counts what it passes, so a run with
/// trouble at 0 shows how many points there are. Up to its point each run is the same as every other.
/// </summary>
internal sealed class ScriptedRun(Script script, Point point) : Plot
{
    /// <summary>All runs of a script use the same seed and differ only in their trouble.</summary>
    public const int Seed = 1;

    /// <summary>Longer than a read is repeated.</summary>
    private static readonly TimeSpan repeats = TimeSpan.FromSeconds(2);

    private static readonly string[] partners = ["Norce ", "Qliro "];

    private readonly List<int> moments = [];
    private readonly List<int> changes = [];
    private (string Run, long Fired, int Exchanges) last;
    private int exchanges;
    private bool wasScan;
    private (string Path, DateTimeOffset At)? lostRead;

    /// <summary>When set, records each gate that is passed and the code that came to it.</summary>
    public Places? Places { get; init; }

    /// <summary>Everything passed so far.</summary>
    public Passed Passed { get; private set; } = new();

    /// <summary>What had been passed when the script came to the steps that no other script has.</summary>
    public Passed Before { get; private set; } = new();

    /// <summary>
    /// The numbers of the gates at which a death has another effect than at the gate before: time has passed, something
    /// was written, or a caller has its answer. At all others it would be the same death.
    /// </summary>
    public IReadOnlyList<int> Moments => moments;

    /// <summary>
    /// The numbers of the gates before which something outside of the process has changed, and not only time has
    /// passed: a row was written, a partner has written, a call has come or was answered, due work has come due.
    /// </summary>
    public IReadOnlyList<int> Changes => changes;

    /// <summary>True when all the trouble has happened.</summary>
    public bool HasStruck { get; private set; }

    /// <summary>Runs the point to its end on this thread.</summary>
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
        world.Enter(script.Name, script.Live(new Callers(world, FromHere)));
        return Task.CompletedTask;
    }

    /// <summary>Marks that the steps from here on are in no other script.</summary>
    public void FromHere() => Before = Passed;

    public override bool DiesAt(World world, ProcessRun run, string gate)
    {
        // Scans for due work between which nothing happens count as one passage.
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

    public override void AtRest(World world) => script.MustEnd(world);

    public override string Replay(int seed) => $"./simulate.sh --crash-points --at {point}";

    /// <summary>True when the next load fails.</summary>
    public bool LoadFails()
    {
        Passed = Passed with { Loads = Passed.Loads + 1 };
        return Strikes(Passed.Loads, Trouble.LoadFails) is not null;
    }

    /// <summary>What happens to the next commit.</summary>
    public Trouble? OfCommit()
    {
        Passed = Passed with { Commits = Passed.Commits + 1 };
        return Strikes(Passed.Commits, Trouble.CommitFails, Trouble.CommitAnswerLost, Trouble.Conflict);
    }

    /// <summary>
    /// What happens to the next call to a partner. A read is repeated at once, so it is lost together with its repeats.
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

    /// <summary>True for the gate after a write, in the store or at a partner.</summary>
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

/// <summary>How many of the things that can fail a run has passed.</summary>
internal sealed record Passed
{
    public int Gates { get; init; }

    public int Loads { get; init; }

    public int Commits { get; init; }

    public int Calls { get; init; }

    /// <summary>The calls that were not reads: they may have been carried out when no answer comes.</summary>
    public IReadOnlyList<int> Writes { get; init; } = [];
}
