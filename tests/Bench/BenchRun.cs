using QliroAdapter.Bench.Programs;
using QliroAdapter.Bench.Stages;
using QliroAdapter.Bench.Table;

namespace QliroAdapter.Bench;

/// <summary>One run of the bench: programs side by side, rounds, tables.</summary>
internal static class BenchRun
{
    private const string Usage = "bench.sh [--quick] [--only ROW]… | --pieces; rows: ";

    // Nothing may hang for ever: a whole run takes a quarter of an hour.
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(45);

    /// <returns>0 when all targets are met, 1 when not or when a program failed, 2 when the arguments are wrong.</returns>
    public static async Task<int> Start(string[] args)
    {
        var isQuick = args.Contains("--quick");
        List<string> only = [.. args.Zip(args.Skip(1)).Where(pair => pair.First == "--only").Select(pair => pair.Second)];
        var rows = only.Count == 0 ? Row.All : [.. Row.All.Where(row => only.Contains(row.Name))];
        if (args.Length != (isQuick ? 1 : 0) + (2 * only.Count) || rows.Count < only.Count)
        {
            await Console.Error.WriteLineAsync(Usage + string.Join(", ", Row.All.Select(row => row.Name)));
            return 2;
        }

        var sizes = isQuick ? Sizes.Quick : Sizes.Full;
        if (only.Count > 0) sizes = sizes.For(only);
        try
        {
            var results = new Measurements();
            await Measure(sizes, results).WaitAsync(longest, TimeProvider.System);
            var report = new Report(results, rows);
            Console.WriteLine($"\n{report.Targets()}\n{report.Others()}");
            if (!isQuick && only.Count == 0) await PerformancePage.Write(Root(), sizes, report);
            var (met, all) = report.Count();
            Console.WriteLine($"load {await PerformancePage.Load()}");
            Console.WriteLine($"{met} of {all} targets met");
            return met == all ? 0 : 1;
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            await Console.Error.WriteLineAsync($"The run broke off: {failed}");
            return 1;
        }
    }

    private static async Task Measure(Sizes sizes, Measurements results)
    {
        string[] names =
            [AllPrograms.OnSqlite, AllPrograms.OnPostgres, AllPrograms.Baseline, AllPrograms.TwoNodes];
        if (sizes.HasRounds)
        {
            await using var programs = await AllPrograms.Start(names);
            try
            {
                await Rounds.Run(programs, sizes, results);
            }
            catch
            {
                foreach (var line in programs.All.SelectMany(program => program.LastLines)) Console.WriteLine(line);
                throw;
            }
        }

        if (sizes.Stored == 0) return;
        await using var alone = await AllPrograms.Start([]);
        await AmongStored.Run(alone, sizes, results);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "bench.sh"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
