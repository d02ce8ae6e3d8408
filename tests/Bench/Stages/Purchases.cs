using QliroAdapter.Bench.Load;
using QliroAdapter.Bench.Programs;

namespace QliroAdapter.Bench.Stages;

/// <summary>From the payment on.</summary>
internal static class Purchases
{
    private const int Repeats = 3;

    /// <summary>
    /// The first push of each purchase, with what it costs. It is settled when Norce has the order as completed: an
    /// answer may come before, when what is owed to Norce is stored.
    /// </summary>
    public static async Task Settle(Visit visit, PartnerProcess partners)
    {
        if (visit.Settled.Count == 0) return;
        visit.Pushes = await visit.Program.Partners.Pay(visit.Settled);
        var program = visit.Program;
        visit.Record(Rows.Settled, await ClosedLoop.Run(
            visit.Pushes, visit.Sizes.Callers, program.Caller.Push, async (pushes, run) =>
            {
                var isAdapter = program.Name != AllPrograms.Baseline;
                var allocated = isAdapter ? await program.Allocated() : 0;
                await program.Partners.TakeCalls();
                var (own, others) = (program.ProcessorTime, partners.ProcessorTime);
                await run();
                visit.Record(Rows.Cpu, (program.ProcessorTime - own).TotalMilliseconds / pushes);
                visit.Record(Rows.PartnerCpu, (partners.ProcessorTime - others).TotalMilliseconds / pushes);
                var calls = await program.Partners.TakeCalls();
                visit.Record(Rows.Calls, (double)calls.Values.Sum() / pushes);
                Progress.Calls(program.Name, calls, pushes);
                if (isAdapter) visit.Record(Rows.Allocated, (await program.Allocated() - allocated) / 1000 / pushes);
            }, program.Partners.Settled));
    }

    /// <summary>The same pushes again.</summary>
    public static async Task Repeat(Visit visit)
    {
        if (visit.Settled.Count == 0) return;
        visit.Record(Rows.Repeats, await ClosedLoop.Run(
            [.. Enumerable.Repeat(visit.Pushes, Repeats).SelectMany(all => all)], visit.Sizes.Callers,
            visit.Program.Caller.Push));
    }

    /// <summary>
    /// What follows on the validates, to the end. The time of a whole life is the sum of the times of its calls: create,
    /// cart hook, validate, push, capture, and the push of the capture.
    /// </summary>
    public static async Task Finish(Visit visit)
    {
        if (visit.Validated.Count == 0) return;
        var (caller, callers) = (visit.Program.Caller, visit.Sizes.Callers);
        var partners = visit.Program.Partners;
        var pushed = await ClosedLoop.Run(
            await partners.Pay(visit.Validated), callers, caller.Push, until: partners.Settled);
        var captured = await ClosedLoop.Run(
            visit.Validated, callers, order => caller.Capture(order, visit.Payments[order]));
        var told = await ClosedLoop.Run(await partners.Statuses(visit.Validated), callers, caller.Push);
        double[] rates =
            [visit.Now(Rows.Creates), visit.Now(Rows.Hooks), visit.Now(Rows.Validates), pushed, captured, told];
        visit.Record(Rows.Lifecycle, 1 / rates.Sum(rate => 1 / rate));
    }

    /// <summary>Pushes of many shoppers at once, while each call to a partner takes its time.</summary>
    public static async Task SettleSlowly(Visit visit)
    {
        if (visit.Slow.Count == 0) return;
        var partners = visit.Program.Partners;
        var pushes = await partners.Pay(visit.Slow);
        await partners.AnswerAfter(Sizes.SlowMilliseconds);
        visit.Record(Rows.Slow, await ClosedLoop.Run(
            pushes, Sizes.SlowCallers, visit.Program.Caller.Push, until: partners.Settled));
        await partners.AnswerAfter(0);
    }

    /// <summary>Reads what was bought at Norce and Qliro.</summary>
    /// <exception cref="InvalidOperationException">Something was lost or done twice.</exception>
    public static async Task Audit(Visit visit)
    {
        var partners = visit.Program.Partners;
        await Stands(visit, [.. visit.Settled, .. visit.Slow, .. visit.Pushed], areCaptured: false);
        await Stands(visit, visit.Validated, areCaptured: true);
        await partners.TakeCalls();
    }

    // What a push owes Norce may be delivered a moment later.
    private static async Task Stands(Visit visit, IReadOnlyList<string> orders, bool areCaptured)
    {
        const int triesMax = 40;
        string[] faults = [];
        for (var tries = 0; tries < triesMax; tries++)
        {
            faults = await visit.Program.Partners.Faults(orders, areCaptured);
            if (faults.Length == 0) return;
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }

        throw new InvalidOperationException(
            $"{visit.Program.Name}: {faults.Length} faults, such as {string.Join("; ", faults.Take(3))}");
    }
}
