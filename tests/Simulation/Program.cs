using System.Diagnostics;
using QliroAdapter.Simulation.Engine;
using Xunit.Runner.InProc.SystemConsole;

if (args is not ["--seeds", var many, .. var rest]) return await ConsoleRunner.Run(args);

// What simulate.sh runs: seeds one after the other, the last line a sum.
var seeds = int.Parse(many);
var first = rest is ["--from", var from] ? int.Parse(from) : 1;
var failed = 0;
var started = Stopwatch.GetTimestamp();
for (var seed = first; seed < first + seeds; seed++)
{
    var outcome = World.Run(seed);
    if (outcome.Findings.Count == 0) continue;
    failed++;
    if (seeds == 1) Console.WriteLine(string.Join('\n', outcome.Trace));
    Console.WriteLine($"seed {seed}: {string.Join("\n  ", outcome.Findings.Take(5).Select(one => one.Length > 900 ? one[..900] : one))}\n  replay: ./simulate.sh --seeds 1 --from {seed}");
}
var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
Console.WriteLine($"{seeds / seconds:0.0} seeds per second");
Console.WriteLine($"{seeds} seeds, {failed} findings");
return failed == 0 ? 0 : 1;
