using QliroAdapter.Simulation.Defects;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation;

public sealed class When_the_adapter_has_a_defect
{
    /// <summary>
    /// Number of worlds in which the defect must be found. Without it <see cref="When_many_worlds_are_lived"/> finds
    /// nothing in them.
    /// </summary>
    private const int SeedsMax = 300;

    public static TheoryData<string> Names => [.. Catalogue.Defects.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_find_it(string name)
        => Worlds.FirstWrong(1, SeedsMax, Catalogue.Defects[name]).ShouldNotBeNull($"no world shows that {name}");
}
