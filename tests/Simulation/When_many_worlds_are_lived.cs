using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation;

public sealed class When_many_worlds_are_lived
{
    private const int FirstSeed = 1;

    /// <summary>How many; 40 take about half a minute on two cores.</summary>
    private static readonly int seeds = int.TryParse(Environment.GetEnvironmentVariable("SIMULATION_SEEDS"), out var many) ? many : 40;

    [Fact]
    public void Should_find_nothing_wrong()
    {
        var findings = Enumerable.Range(FirstSeed, seeds).AsParallel().WithDegreeOfParallelism(2)
            .Select(seed => World.Run(seed)).Where(outcome => outcome.Findings.Count > 0).OrderBy(outcome => outcome.Seed)
            .Select(outcome => $"{outcome.Findings[0]} (./simulate.sh --seeds 1 --from {outcome.Seed})").ToList();
        findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Should_live_the_same_world_from_the_same_seed(int seed)
        => World.Run(seed).Hash.ShouldBe(World.Run(seed).Hash);

    [Fact]
    public void Should_live_another_world_from_another_seed()
        => World.Run(3).Hash.ShouldNotBe(World.Run(4).Hash);
}
