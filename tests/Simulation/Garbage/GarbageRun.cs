using QliroAdapter.Simulation.CrashPoints;
using QliroAdapter.Simulation.Defects;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.Faults;
using QliroAdapter.Simulation.People;

namespace QliroAdapter.Simulation.Garbage;

/// <summary>
/// One scripted purchase during which partners' answers are spoiled, as its seed says: how many, of which partner, in
/// which ways. Then the partners are well again, and everything must have come out as if nothing had happened: each
/// caller has an answer that is no mistake of ours, nothing waits for an operator, nothing was booked twice.
/// </summary>
internal sealed class GarbageRun : Plot
{
    /// <summary>Longer texts than this are not ours to hand on.</summary>
    private const int MessageMax = 2000;

    /// <summary>Retries pause for minutes, so callers need more patience than after a single failure.</summary>
    private const int TriesMax = 3000;

    /// <summary>After the script, due work meets garbage for this long.</summary>
    private static readonly TimeSpan afterwards = TimeSpan.FromMinutes(20);

    private readonly int seed;
    private readonly Script script;
    private readonly double rate;
    private readonly int spoiledMax;
    private readonly string? onlyPartner;
    private readonly IReadOnlyList<Spoiler> ways;
    private IReadOnlyList<string>? expected;
    private IReadOnlyList<string> ends = [];

    /// <param name="seed">Decides everything.</param>
    /// <param name="isSpoiled">False: nothing is spoiled, to see how the purchase ends then.</param>
    public GarbageRun(int seed, bool isSpoiled = true)
    {
        this.seed = seed;
        Dice = new(seed);
        script = GarbageScripts.All[seed % GarbageScripts.All.Count];
        rate = isSpoiled ? Dice.Of(0.05, 0.15, 0.4) : 0;
        spoiledMax = Dice.Of(10, 25, 60);
        onlyPartner = Dice.Of(null, null, "Norce", "Qliro");
        ways = Dice.Chance(0.6)
            ? Spoiler.All
            : [.. Enumerable.Range(0, Dice.Between(1, 3)).Select(_ => Dice.Of(Spoiler.All))];
    }

    /// <summary>Makes the choices of what is spoiled, apart from those of the world.</summary>
    public Dice Dice { get; }

    /// <summary>How many answers were spoiled, by operation and way.</summary>
    public Dictionary<(string Operation, string Way), int> Spoiled { get; } = [];

    public int Count => Spoiled.Values.Sum();

    /// <summary>Runs it to its end on this thread.</summary>
    public World.Outcome Live(Defect? defect = null, bool isTraced = false)
    {
        if (script.Ends.Count > 0) expected = script.Ends;
        else if (rate > 0)
        {
            var well = new GarbageRun(seed, isSpoiled: false);
            if (well.Live() is { Violations.Count: > 0 } wrong) return wrong;
            expected = well.ends;
        }
        return World.Run(seed, new SpoiledWires(this, defect ?? Defect.None), isTraced, this);
    }

    public override Weather Weather(Dice dice) => Faults.Weather.Calm;

    public override int Processes(Dice dice) => 1;

    public override Offers Offers(Dice dice) => script.Offers;

    public override bool DiesAt(World world, ProcessRun run, string gate) => false;

    public override Task Arrive(World world)
    {
        world.Enter(script.Name, Live(world));
        return Task.CompletedTask;
    }

    /// <summary>How the next answer is spoiled; null when it is not.</summary>
    public Spoiler? Next(World world, string operation)
    {
        if (world.IsCalm || Count >= spoiledMax) return null;
        if (onlyPartner is not null && !operation.StartsWith(onlyPartner, StringComparison.Ordinal)) return null;
        if (!Dice.Chance(rate)) return null;
        var way = Dice.Of(ways);
        if (way.IsCostly && !Dice.Chance(0.2)) return null;
        Spoiled[(operation, way.Name)] = Spoiled.GetValueOrDefault((operation, way.Name)) + 1;
        return way;
    }

    /// <summary>A refusal is honest when it is no mistake of ours, and its text is fit to be shown.</summary>
    public override void Refused(World world, string what, PaymentError error)
    {
        world.Auditor.Must(error.Code != ErrorCodes.InternalServerError, $"{what} was answered 500: {error.Message}");
        foreach (var text in (string?[])[error.Message, error.QliroError?.ErrorMessage, error.QliroError?.ErrorCode])
            world.Auditor.Must(IsFit(text), $"{what} was refused with a text that is not fit: {text?.Length} {text}");
    }

    public override void AtRest(World world)
    {
        ends = Script.EndsOf(world);
        world.Auditor.Must(expected is null || ends.SequenceEqual(expected) || script.MayEnd(ends),
            $"{script.Name} ends as\n  {string.Join("\n  ", ends)}\nand not as\n  {string.Join("\n  ", expected ?? [])}");
        foreach (var payment in world.Store.Payments)
        {
            world.Auditor.Must(payment.ParkedBecause is null && !payment.Outbox.Any(entry => entry.IsParked),
                $"{payment.Key} waits for an operator, and a repeat would have healed it: {payment.ParkedBecause} "
                    + $"{string.Join(", ", payment.Outbox.Select(entry => $"{entry.Kind} {entry.Problem}"))}");
        }
    }

    public override string Replay(int seed) => $"./simulate.sh --garbage 1 --from {seed}";

    private async Task Live(World world)
    {
        await script.Live(new Callers(world) { TriesMax = TriesMax });
        await world.Time.Pause(afterwards);
    }

    private static bool IsFit(string? text)
        => text is null || (text.Length <= MessageMax && text == WellFormedText.Clean(text));
}
