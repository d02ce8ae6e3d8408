using QliroAdapter.Bench.Programs;
using QliroAdapter.Bench.Load;
using QliroAdapter.Bench.Partners;

namespace QliroAdapter.Bench.Stages;

/// <summary>Pushes and validates that arrive by themselves, at half of what the slowest program can do.</summary>
internal static class Arrivals
{
    private static int seeds;

    /// <summary>The rate for all programs of this round.</summary>
    public static double Rate(IEnumerable<Visit> visits) => visits.Where(visit => visit.Asked.Count > 0)
        .Min(visit => 1 / ((1 / visit.Now(Rows.Settled)) + (1 / visit.Now(Rows.Validates))));

    /// <summary>The same seed for all programs of a round.</summary>
    public static int NextSeed() => Interlocked.Increment(ref seeds);

    /// <summary>Alone, and then beside a payment that gets many messages at once.</summary>
    public static async Task Run(Visit visit, double perSecond, int seed)
    {
        if (visit.Asked.Count == 0) return;
        var pushes = await visit.Program.Partners.Pay(visit.Pushed);
        var questions = await visit.Program.Partners.PressBuy(visit.Asked);
        List<(Callback Call, bool IsPush)> mixed = [.. pushes.Zip(questions)
            .SelectMany(pair => new[] { (pair.First, true), (pair.Second, false) })];
        var half = mixed.Count / 2;
        var alone = await OpenLoop.Run(mixed[..half], perSecond, seed, Call);
        var hot = visit.Pushes[0];
        var running = Enumerable.Range(0, Sizes.Hot).Select(_ => Refused(visit, hot)).ToList();
        var beside = await OpenLoop.Run(mixed[half..], perSecond, seed, Call);
        visit.Record(Rows.Arriving, alone);
        visit.Record(Rows.Hot, beside / alone);
        visit.Record(Rows.HotRefused, (await Task.WhenAll(running)).Count(refused => refused));

        Task Call((Callback Call, bool IsPush) one)
            => one.IsPush ? visit.Program.Caller.Push(one.Call) : visit.Program.Caller.Validate(one.Call);
    }

    private static async Task<bool> Refused(Visit visit, Callback push)
    {
        try
        {
            await visit.Program.Caller.Push(push);
            return false;
        }
        catch (WrongAnswerException)
        {
            return true;
        }
    }
}
