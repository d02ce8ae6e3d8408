using QliroAdapter.Simulation.Defects;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation;

public sealed class When_many_worlds_are_lived
{
    private const int FirstSeed = 1;

    /// <summary>How many worlds are lived in every run.</summary>
    private static readonly int seeds =
        int.TryParse(Environment.GetEnvironmentVariable("SIMULATION_SEEDS"), out var many) ? many : 200;

    [Fact]
    public void Should_find_nothing_wrong()
        => Worlds.Live(FirstSeed, seeds, () => Defect.None)
            .Select(outcome => $"{outcome.Findings[0]} ({outcome.Replay})").ShouldBeEmpty();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Should_live_the_same_world_from_the_same_seed(int seed)
        => Worlds.Watch(seed).Hash.ShouldBe(Worlds.Watch(seed).Hash);

    [Fact]
    public void Should_live_another_world_from_another_seed()
        => Worlds.Watch(3).Hash.ShouldNotBe(Worlds.Watch(4).Hash);
}
