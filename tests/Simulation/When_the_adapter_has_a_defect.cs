using QliroAdapter.Simulation.Defects;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation;

public sealed class When_the_adapter_has_a_defect
{
    /// <summary>Worlds that may be lived before the defect must be found.</summary>
    private const int SeedsMost = 40;

    [Theory]
    [InlineData("the due time is not stored")]
    [InlineData("Qliro's status is not looked at")]
    [InlineData("a hook's answer is stale")]
    [InlineData("a paid order is removed")]
    [InlineData("captures have the prices of the cart")]
    public void Should_find_it(string name)
        => Worlds.FirstWrong(1, SeedsMost, Catalogue.Defects[name]).ShouldNotBeNull($"no world shows that {name}");
}
