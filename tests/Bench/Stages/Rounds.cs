using QliroAdapter.Bench.Programs;

namespace QliroAdapter.Bench.Stages;

/// <summary>
/// Rounds of all programs. Within a round every stage is run for one program after the other before the next stage
/// begins, so that values that are divided by each other were measured within seconds. The program that begins changes
/// from round to round. The first round, a larger one, is not kept: the runtime compiles a method again, first with counters
/// and then for speed, when it was called some hundred times, and until then it runs slow code and compiles beside it.
/// </summary>
internal static class Rounds
{
    private const int WarmUpTimes = 8;

    // Ten seconds after a create and after a change of the cart the adapter compares both partners' orders. That is
    // waited for, because it would run while another program, or another stage, is measured.
    private static readonly TimeSpan compared = TimeSpan.FromSeconds(12);

    public static async Task Run(AllPrograms programs, Sizes sizes, Measurements results)
    {
        var large = sizes with
        {
            Settled = sizes.Settled * WarmUpTimes,
            Validated = sizes.Validated * WarmUpTimes,
        };
        Progress.Say("a round to compile the code");
        await Round(programs, large, new(), 0);
        for (var number = 1; number <= sizes.Rounds; number++)
        {
            Progress.Say($"round {number} of {sizes.Rounds}");
            await Round(programs, sizes, results, number);
        }
    }

    private static async Task Round(AllPrograms programs, Sizes sizes, Measurements results, int number)
    {
        var all = programs.All;
        List<Visit> visits = [.. Enumerable.Range(0, all.Count)
            .Select(place => new Visit(all[(place + number) % all.Count], sizes, results))];
        await Stage("orders", visit => visit.AddOrders());
        await Stage("creates", Checkouts.Create);
        await Task.Delay(compared, TimeProvider.System);
        await Stage("snippets", Checkouts.ReadSnippets);
        await Stage("cart hooks", Checkouts.ChangeCarts);
        if (sizes.Validated > 0) await Task.Delay(compared, TimeProvider.System);
        await Stage("validates", Checkouts.Validate);
        await Stage("settled pushes", visit => Purchases.Settle(visit, programs.Partners));
        await Stage("repeated pushes", Purchases.Repeat);
        await Stage("to captured", Purchases.Finish);
        await Stage("slow partners", Purchases.SettleSlowly);
        if (sizes.Arriving > 0)
        {
            var (rate, seed) = (Arrivals.Rate(visits), Arrivals.NextSeed());
            // The slowest answer of a hundred is measured, and collecting what earlier stages left pauses the driver.
            GC.Collect();
            await Stage("arrivals", visit => Arrivals.Run(visit, rate, seed));
        }

        if (sizes.Settled > 0) await Floor.Measure(programs, sizes, results);
        await Stage("audit", Purchases.Audit);

        async Task Stage(string name, Func<Visit, Task> run)
        {
            Progress.Say($"  {name}");
            foreach (var visit in visits) await run(visit);
        }
    }
}
