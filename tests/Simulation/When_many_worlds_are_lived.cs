using System.Diagnostics;
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

        var wrong = Worlds.Live(FirstSeed, seeds, () => Defect.None, lived =>
        {
            payments += lived.Payments;
            fewest = Math.Min(fewest, lived.Payments);
        });

        output.WriteLine(
            $"worlds: {seeds} seeds, {wrong.Count} findings; {payments} payments, {fewest} or more in each; "
            + $"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        wrong.Select(outcome => $"{outcome.Violations[0]} ({outcome.Replay})").ShouldBeEmpty();
        fewest.ShouldBeGreaterThanOrEqualTo(World.PaymentsMin);
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
