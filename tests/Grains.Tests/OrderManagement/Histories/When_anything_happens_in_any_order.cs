using System.Globalization;
using Xunit.Sdk;

namespace QliroAdapter.Grains.Tests.OrderManagement.Histories;

/// <summary>
/// Generated histories. <c>QLIRO_HISTORIES</c> sets how many; <c>QLIRO_HISTORY_SEED</c> repeats one, which a failure
/// names.
/// </summary>
public sealed class When_anything_happens_in_any_order(ITestOutputHelper output)
{
    private const int HistoriesDefault = 20_000;

    /// <summary>Histories that share a world; a new one is made before its books get long.</summary>
    private const int HistoriesInOneWorld = 50;

    [Fact]
    public async Task Should_book_each_operation_at_most_once_and_agree_to_the_ore_at_rest()
    {
        var seeds = Number("QLIRO_HISTORY_SEED") is { } one
            ? [one]
            : Enumerable.Range(1, Number("QLIRO_HISTORIES") ?? HistoriesDefault);
        var operations = 0;
        await Parallel.ForEachAsync(
            seeds.Chunk(HistoriesInOneWorld),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (chunk, _) => Interlocked.Add(ref operations, await Run(chunk)));
        output.WriteLine($"{operations} requests to Qliro");
    }

    private static async Task<int> Run(int[] seeds)
    {
        await using var world = await World.Make();
        var requests = 0;
        foreach (var seed in seeds)
        {
            var history = new History(world, seed);
            try
            {
                await history.Run();
                await history.Settle();
                await Auditor.Check(world, history);
            }
            catch (Exception problem)
            {
                throw new XunitException(
                    $"History {seed}: {problem.Message}\nRepeat it with QLIRO_HISTORY_SEED={seed}. What happened:\n"
                    + string.Join('\n', history.Steps) + "\nThe payment as stored:\n"
                    + (await world.Store.Load(history.Key.ToString(), CancellationToken.None))?.Document, problem);
            }
            requests += world.Qliro.Log.Writes.Count;
            world.Qliro.Log.Clear();
        }
        return requests;
    }

    private static int? Number(string variable)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
