using QliroAdapter.Simulation.Defects;
using QliroAdapter.Simulation.Garbage;

namespace QliroAdapter.Simulation;

/// <summary>
/// Purchases during which answers of partners, or of something between us and them, are spoiled in status, body,
/// headers, encoding, size and time; <c>simulate.sh --garbage</c> goes further.
/// </summary>
public sealed class When_partners_speak_garbage(ITestOutputHelper output)
{
    private const int SpoiledMin = 600;

    [Fact]
    public void Should_come_out_as_if_they_had_spoken_well()
    {
        var sum = new GarbageSum().Live(1, SpoiledMin);

        output.WriteLine(sum.ToString());
        foreach (var line in sum.Lines()) output.WriteLine(line);
        sum.Wrong.Select(outcome => $"{outcome.Violations[0]} ({outcome.Replay})").ShouldBeEmpty();
        sum.Ways.Keys.ShouldBe(Spoiler.All.Select(way => way.Name), ignoreOrder: true);
    }

    [Theory]
    [InlineData("outbox entries are not stored")]
    public void Should_find_a_mistake(string mistake)
        => new GarbageSum(Catalogue.Defects[mistake]).Live(1, 200).Wrong.ShouldNotBeEmpty();

    [Fact]
    public void Should_spoil_the_same_from_the_same_seed() => Hash(7).ShouldBe(Hash(7));

    private static string Hash(int seed)
    {
        var hash = "";
        Engine.Worlds.Alone(() => hash = new GarbageRun(seed).Live(isTraced: true).Hash);
        return hash;
    }
}
