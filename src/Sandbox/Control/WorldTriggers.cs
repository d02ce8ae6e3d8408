using QliroAdapter.Sandbox.Rush;

namespace QliroAdapter.Sandbox.Control;

/// <summary>Time, and a rush of shoppers.</summary>
internal static class WorldTriggers
{
    private const string Clock = "Clock";
    private const string Rush = "A rush of shoppers";

    public static IEnumerable<Trigger> All =>
    [
        new("clock.forward", Clock, "Sets the time of adapter and partners forward; what is due then happens now.",
            [new("minutes", "How far.", "60")], (host, given) =>
            {
                var clock = host.Clock ?? throw new TriggerRefusedException(
                    "Only the sandbox's own adapter can be set forward; this one has the machine's time.");
                clock.Advance(TimeSpan.FromMinutes(given.Whole("minutes", 1, 7 * 24 * 60)));
                return Task.FromResult($"It is {clock.GetUtcNow():yyyy-MM-dd HH:mm} UTC.");
            }),
        new("rush.started", Rush, "Shoppers come, buy, change their minds, and staff capture and refund.",
            [
                new("seed", "The same seed, the same shoppers.", "1"),
                new("shoppers", "How many.", "50"),
                new("speed", "How many come in a second.", "5"),
                new("trouble", "true: partners fail, answers are lost, pushes come twice.", "true"),
            ],
            (host, given) =>
            {
                var rush = new RushOptions(given.Whole("seed", 0, int.MaxValue), given.Whole("shoppers", 1, 10_000),
                    given.Whole("speed", 1, 200), given.Flag("trouble"));
                return Task.FromResult(host.StartRush(rush)
                    ? $"{rush.Shoppers} shoppers come, {rush.PerSecond} a second."
                    : throw new TriggerRefusedException("A rush is going on."));
            }),
        new("rush.stopped", Rush, "No more shoppers come; those in the shop finish.", [], (host, _) =>
        {
            host.Rush?.Stop();
            return Task.FromResult("No more shoppers come.");
        }),
        new("rush.judged", Rush, "Waits until the rush is over, and says what the auditor found.",
            [new("seconds", "How long to wait.", "120")], Judge),
    ];

    private static async Task<string> Judge(SandboxHost host, TriggerArguments given)
    {
        var rush = host.Rush ?? throw new TriggerRefusedException("There was no rush.");
        var wait = TimeSpan.FromSeconds(given.Whole("seconds", 1, 3600));
        await Task.WhenAny(rush.Over, Task.Delay(wait, TimeProvider.System));
        var verdict = rush.Verdict;
        return verdict.Word == Verdict.Right ? verdict.Text : throw new TriggerRefusedException(verdict.Text);
    }
}
