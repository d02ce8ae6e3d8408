using System.Diagnostics;
using QliroAdapter.Ops;
using QliroAdapter.Payments;
using QliroAdapter.Simulation.Audit;
using QliroAdapter.Simulation.Defects;
using QliroAdapter.Simulation.Engine;

// Each of the tests takes every core.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace QliroAdapter.Simulation;

public sealed class When_many_worlds_are_lived(ITestOutputHelper output)
{
    private const int FirstSeed = 1;

    /// <summary>How many worlds are run every time, each with 20 payments or more.</summary>
    private static readonly int seeds =
        int.TryParse(Environment.GetEnvironmentVariable("SIMULATION_SEEDS"), out var many) ? many : 500;

    [Fact]
    public void Should_find_nothing_wrong()
    {
        var (started, payments, fewest) = (Stopwatch.GetTimestamp(), 0, int.MaxValue);
        var reached = new Reached(RareBranches.All);

        var wrong = Worlds.Live(FirstSeed, seeds, () => Defect.None, lived =>
        {
            payments += lived.Payments;
            fewest = Math.Min(fewest, lived.Payments);
            reached.Add(lived.Rare);
        });

        output.WriteLine(
            $"worlds: {seeds} seeds, {wrong.Count} findings; {payments} payments, {fewest} or more in each; "
            + $"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        output.WriteLine(reached.Sum);
        if (seeds >= RareBranches.SeedsNeeded) reached.Missing.ShouldBeEmpty();
        wrong.Select(outcome => $"{outcome.Violations[0]} ({outcome.Replay})").ShouldBeEmpty();
        fewest.ShouldBeGreaterThanOrEqualTo(World.PaymentsMin);
    }

    [Fact]
    public void Should_name_the_rare_branches_that_no_world_reached()
    {
        RareBranch seen = new(TimelineKind.Decision, "Operation * failed (*"), never = new(TimelineKind.Call, "Fax *");
        var reached = new Reached([seen, never]);

        reached.Add(new HashSet<RareBranch> { seen });

        reached.Missing.ShouldBe([never]);
        reached.Lines().Last().ShouldContain("1 worlds  decision: Operation * failed (*");
        RareBranches.All.Count.ShouldBeGreaterThanOrEqualTo(60);
        RareBranches.All.ShouldBeUnique();
        seen.IsIn(Row(TimelineKind.Decision, "Operation 2 failed (NO).")).ShouldBeTrue();
        seen.IsIn(Row(TimelineKind.Callback, "Operation 2 failed (NO).")).ShouldBeFalse();
        seen.IsIn(Row(TimelineKind.Decision, "Operation 2 succeeded.")).ShouldBeFalse();

        static TimelineEntry Row(string kind, string summary) => new() { At = default, Kind = kind, Summary = summary };
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Should_live_the_same_world_from_the_same_seed(int seed)
        => Worlds.Watch(seed).Hash.ShouldBe(Worlds.Watch(seed).Hash);

    [Fact]
    public void Should_live_another_world_from_another_seed()
        => Worlds.Watch(3).Hash.ShouldNotBe(Worlds.Watch(4).Hash);
}
