using System.Diagnostics;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.Garbage;

/// <summary>
/// Runs <c>simulate.sh --garbage N [--from S]</c>: purchases from seed S (1 unless given) until N answers of partners
/// were spoiled. <c>--garbage 1</c> runs the one of seed S with its trace. The last line is a sum.
/// </summary>
internal static class GarbageCommand
{
    public static int For(string[] args)
    {
        var spoiled = int.Parse(args[0]);
        var first = args is [_, "--from", var from, ..] ? int.Parse(from) : 1;
        return spoiled == 1 ? Watch(first) : Sum(new GarbageSum(), first, spoiled);
    }

    private static int Sum(GarbageSum sum, int first, int spoiled)
    {
        var started = Stopwatch.GetTimestamp();
        sum.Live(first, spoiled);
        foreach (var outcome in sum.Wrong) Show(outcome);
        foreach (var line in sum.Lines()) Console.WriteLine(line);
        var (took, cpu) = (Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime);
        Console.WriteLine($"{took.TotalSeconds:0} s, {cpu.TotalSeconds:0} s of CPU");
        Console.WriteLine(sum);
        return sum.Wrong.Count == 0 ? 0 : 1;
    }

    private static int Watch(int seed)
    {
        World.Outcome? outcome = null;
        var run = new GarbageRun(seed);
        Worlds.Alone(() => outcome = run.Live(isTraced: true));
        Console.WriteLine(string.Join('\n', outcome!.Trace));
        Show(outcome);
        Console.WriteLine($"{run.Count} spoiled answers, {outcome.Violations.Count} findings");
        return outcome.Violations.Count == 0 ? 0 : 1;
    }

    private static void Show(World.Outcome outcome)
    {
        if (outcome.Violations.Count == 0) return;
        Console.WriteLine($"seed {outcome.Seed}: {string.Join("\n  ", outcome.Violations.Take(5))}");
        Console.WriteLine($"  replay: {outcome.Replay}");
    }
}
