using System.Diagnostics;
using System.Globalization;

namespace QliroAdapter.Bench.Table;

/// <summary>The part of <c>docs/performance.md</c> that only a whole run writes.</summary>
internal static class PerformancePage
{
    private const string Begin = "<!-- bench: written by ./bench.sh, do not edit -->";
    private const string End = "<!-- bench: end -->";

    /// <summary>Puts the tables of this run in place of the former.</summary>
    /// <param name="root">The repository's folder.</param>
    /// <param name="sizes">What was measured.</param>
    /// <param name="report">The tables.</param>
    public static async Task Write(string root, Sizes sizes, Report report)
    {
        var path = Path.Combine(root, "docs", "performance.md");
        var page = await File.ReadAllTextAsync(path);
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (from < 0 || to < from) throw new InvalidOperationException($"{path} has no place for the tables: {Begin}");
        var (met, all) = report.Count();
        var (commit, processor, load) = (await Commit(root), await Processor(), await Load());
        var said = string.Create(CultureInfo.InvariantCulture,
            $"""
            {Begin}
            {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, commit {commit}, host: {processor},
            {Environment.ProcessorCount} cores, load {load} at the end. Medians of {sizes.Rounds} rounds, then the lowest and the highest. N in a
            round: {sizes.Settled} settled pushes, {sizes.Validated} lifecycles, {sizes.Slow} pushes to slow partners, {2 * sizes.Arriving} arrivals. Beside {sizes.Stored}
            stored payments: {sizes.AmongStored} pushes. **{met} of {all} targets met.**

            {report.Targets()}
            {report.Others()}
            """);
        await File.WriteAllTextAsync(path, page[..from] + said + page[to..]);
    }

    /// <summary>The load of the last minute.</summary>
    public static async Task<string> Load() => (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];

    private static async Task<string> Processor() => (await File.ReadAllLinesAsync("/proc/cpuinfo"))
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[1].Trim()
        ?? "processor unknown";

    // A change that is not committed is told, because nobody can measure it again.
    private static async Task<string> Commit(string root)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", root, "describe", "--always", "--dirty"])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            })!;
            var commit = (await git.StandardOutput.ReadToEndAsync()).Trim();
            await git.WaitForExitAsync();
            return git.ExitCode == 0 ? commit : "unknown";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }
}
