using System.Globalization;
using CsCheck;
using Xunit.Sdk;

namespace QliroAdapter.Grains.Tests.OrderManagement.Histories;

/// <summary>
/// Generated histories. Every run has the same ones, so that a change that broke nothing fails nothing.
/// <c>QLIRO_HISTORIES</c> sets a number of new ones instead: the first that fails is made as small as the remaining
/// ones allow, and named by a seed. <c>QLIRO_HISTORY_SEED</c> repeats that one, alone or, with <c>QLIRO_HISTORIES</c>,
/// followed by that many more in which a smaller one is searched.
/// </summary>
public sealed class When_anything_happens_in_any_order(ITestOutputHelper output)
{
    private const int HistoriesKept = 2_000;

    [Fact]
    public async Task Should_book_each_operation_at_most_once_and_agree_to_the_ore_at_rest()
    {
        var seed = Environment.GetEnvironmentVariable("QLIRO_HISTORY_SEED");
        var operations = 0;
        await using var worlds = new Worlds();
        var many = Number("QLIRO_HISTORIES");
        if (seed is null && many is null)
        {
            await Parallel.ForAsync(0, HistoriesKept, async (number, _) => await Script.Any.SampleAsync(
                async script => Interlocked.Add(ref operations, await Run(worlds, script)),
                seed: new PCG(1, (ulong)number).ToString(), iter: 1));
        }
        else
        {
            await Script.Any.SampleAsync(
                async script
                    => Interlocked.Add(ref operations, await Run(worlds, script)), seed: seed, iter: many ?? 1);
        }
        output.WriteLine($"{operations} requests to Qliro");
    }

    /// <summary>Returns the number of requests.</summary>
    private static async Task<int> Run(Worlds worlds, Script script)
    {
        var world = await worlds.Take();
        var history = new History(world, script);
        try
        {
            await history.Run();
            await history.Finish();
            await Auditor.Check(world, history);
        }
        catch (Exception problem)
        {
            var stored = (await world.Store.Load(history.Key.ToString(), CancellationToken.None))?.Document;
            await world.DisposeAsync();
            throw new XunitException(
                $"{problem.Message}\nRepeat it with the seed as QLIRO_HISTORY_SEED. What happened:\n"
                + $"{string.Join('\n', history.Steps)}\nThe payment as stored:\n{stored}", problem);
        }
        var requests = world.Qliro.Log.Writes.Count;
        world.Qliro.Log.Clear();
        await worlds.GiveBack(world);
        return requests;
    }

    private static int? Number(string variable)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
