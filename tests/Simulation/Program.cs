using System.Diagnostics;
using QliroAdapter.Simulation.Audit;
using QliroAdapter.Simulation.CrashPoints;
using QliroAdapter.Simulation.Defects;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.Garbage;
using Xunit.Runner.InProc.SystemConsole;

if (args is ["--crash-points", .. var asked]) return CrashPointRun.For(asked);
if (args is ["--garbage", .. var spoiled]) return GarbageCommand.For(spoiled);
if (args is ["--catalogue", var budget]) return Search(int.Parse(budget));
if (args is not ["--seeds", var many, .. var rest]) return await ConsoleRunner.Run(args);

// Run by simulate.sh: the last line is a sum. A single seed shows its trace; a long run must reach every rare branch.
var seeds = int.Parse(many);
var first = rest is ["--from", var from, ..] ? int.Parse(from) : 1;
var name = rest is [.., "--defect", var defect] ? defect : null;
var make = name is null ? () => Defect.None : Catalogue.Defects[name];
var lived = 0;
var reached = new Reached(RareBranches.All);
var started = Stopwatch.GetTimestamp();
var wrong = seeds == 1 ? Watched() : Worlds.Live(first, seeds, make, Tell);
var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
Console.WriteLine($"{seeds / seconds:0.0} seeds per second");
var missing = ShowRare();
Console.WriteLine($"{seeds} seeds, {wrong.Count} findings");
return wrong.Count == 0 && missing == 0 ? 0 : 1;

int ShowRare()
{
    if (seeds < RareBranches.SeedsShown || name is not null) return 0;
    foreach (var line in reached.Lines()) Console.WriteLine(line);
    Console.WriteLine(reached.Sum);
    if (seeds < RareBranches.SeedsNeeded) return 0;
    foreach (var branch in reached.Missing) Console.WriteLine($"never reached: {branch}");
    return reached.Missing.Count;
}

// Reports how soon each known mistake is found, for whoever changes the worlds or the auditor.
static int Search(int budget)
{
    var missed = 0;
    foreach (var (mistake, build) in Catalogue.Defects)
    {
        var seen = Worlds.FirstWrong(1, budget, build);
        if (seen is null) missed++;
        var what = seen is null
            ? $"not found in {budget} worlds"
            : $"seed {seen.Seed}: {seen.Violations[0].Split('\n')[0]}";
        Console.WriteLine($"{mistake}: {what}");
    }
    Console.WriteLine($"{Catalogue.Defects.Count} defects, {missed} not found");
    return missed == 0 ? 0 : 1;
}

List<World.Outcome> Watched()
{
    var outcome = Worlds.Watch(first, make());
    if (outcome.Violations.Count == 0) return [];
    Console.WriteLine(string.Join('\n', outcome.Trace));
    Show(outcome);
    return [outcome];
}

// In a long run, reports the progress now and then.
void Tell(World.Outcome outcome)
{
    if (outcome.Violations.Count > 0) Show(outcome);
    reached.Add(outcome.Rare);
    if (++lived % 500 == 0) Console.WriteLine($"{lived} of {seeds} lived");
}

void Show(World.Outcome outcome)
{
    Console.WriteLine($"seed {outcome.Seed}: {string.Join("\n  ", outcome.Violations.Take(5))}");
    Console.WriteLine($"  replay: {outcome.Replay}{(name is null ? "" : $" --defect \"{name}\"")}");
}
