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
        => Enumerable.Range(1, SeedsMost).FirstOrDefault(seed => World.Run(seed, Catalogue.Defects[name]()).Findings.Count > 0)
            .ShouldBeGreaterThan(0, $"no world shows that {name}");
}
