using System.Diagnostics;
using QliroAdapter.Simulation.Defects;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.CrashPoints;

/// <summary>
/// Runs <c>simulate.sh --crash-points</c>: every point of every script, or of <c>--script NAME</c>; with
/// <c>--at POINT</c> that one, with its trace. <c>--pairs K</c>: a second death at each of the next K changes, at all
/// of them when K is large. <c>--defect NAME</c> builds a known mistake in; <c>--list</c> names the gates. The last
/// line is a sum.
/// </summary>
internal static class CrashPointRun
{
    private const string PairsUsual = "6";

    public static int For(string[] args)
    {
        var defect = After(args, "--defect") is { } mistake ? Catalogue.Defects[mistake] : null;
        if (After(args, "--at") is { } at) return Sum(1, [Watched(Point.Parse(at), defect)]);
        var pairs = int.Parse(After(args, "--pairs") ?? PairsUsual);
        IEnumerable<Script> scripts = After(args, "--script") is { } only ? [Scripts.All[only]] : Scripts.All.Values;
        var started = Stopwatch.GetTimestamp();
        var places = new Places();
        var points = 0;
        List<World.Outcome> wrong = [];
        foreach (var script in scripts)
        {
            var lived = new Enumeration(script, pairs, defect).Live();
            foreach (var outcome in lived.Wrong) Show(outcome, After(args, "--defect"));
            Console.WriteLine(lived);
            places.Add(lived.Places);
            points += lived.Points;
            wrong.AddRange(lived.Wrong);
        }
        if (args.Contains("--list")) Console.WriteLine(string.Join('\n', places.Lines));
        Console.WriteLine($"{places}; {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, {Environment.CpuUsage.TotalTime.TotalSeconds:0} s of CPU");
        return Sum(points, wrong);
    }

    /// <summary>Runs one point and keeps its trace.</summary>
    public static World.Outcome Watch(Point point, Func<Defect>? defect = null)
    {
        World.Outcome? outcome = null;
        var run = new ScriptedRun(Scripts.All[point.Script], point);
        Worlds.Alone(() => outcome = ScriptedRun.Live(run, defect?.Invoke(), isTraced: true));
        return outcome!;
    }

    private static World.Outcome Watched(Point point, Func<Defect>? defect)
    {
        var outcome = Watch(point, defect);
        Console.WriteLine(string.Join('\n', outcome.Trace));
        return outcome;
    }

    private static int Sum(int points, List<World.Outcome> lived)
    {
        var violations = lived.Count(outcome => outcome.Violations.Count > 0);
        Console.WriteLine($"{points} crash points, {violations} findings");
        return violations == 0 ? 0 : 1;
    }

    private static void Show(World.Outcome outcome, string? mistake)
    {
        Console.WriteLine(string.Join("\n  ", outcome.Violations));
        Console.WriteLine($"  replay: {outcome.Replay}{(mistake is null ? "" : $" --defect \"{mistake}\"")}");
    }

    private static string? After(string[] args, string word)
        => Array.IndexOf(args, word) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
