using QliroAdapter.Simulation.CrashPoints;
using QliroAdapter.Simulation.Defects;

namespace QliroAdapter.Simulation;

/// <summary>
/// One purchase at a time, run once for each place at which its process can die, its store can fail or a call can be
/// lost. Nothing else fails, so whoever asked must get what was asked for, exactly once.
/// </summary>
public sealed class When_a_process_dies_anywhere(ITestOutputHelper output)
{
    /// <summary>
    /// Within how many changes after a death the second one may come; <c>simulate.sh</c> goes further.
    /// </summary>
    private const int Pairs = 1;

    public static TheoryData<string> Names => [.. Scripts.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_end_as_if_nothing_had_happened(string script)
    {
        var lived = new Enumeration(Scripts.All[script], Pairs).Live();

        output.WriteLine(lived.ToString());
        lived.Wrong.Select(outcome => $"{outcome.Violations[0]} ({outcome.Replay})").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a caller is answered before the commit", Trouble.Death)]
    [InlineData("outbox entries are not stored", Trouble.Death)]
    [InlineData("the due time is not stored", Trouble.Death)]
    [InlineData("a push is received and not handled", Trouble.Death)]
    [InlineData("the last to write wins", Trouble.DeathOfOne)]
    [InlineData("a lost race counts as won", Trouble.Conflict)]
    [InlineData("a creation does not look for its order", Trouble.CommitFails)]
    [InlineData("unknown is taken for failed", Trouble.AnswerLost)]
    public void Should_find_a_mistake(string mistake, Trouble trouble)
    {
        var lived = new Enumeration(Scripts.All["captures-and-refunds"], 0, Catalogue.Defects[mistake], trouble)
            .Live(isOneEnough: true);

        lived.Wrong.ShouldNotBeEmpty($"no crash point shows that {mistake}");
        output.WriteLine($"{lived.Wrong[0].Violations[0].Split('\n')[0]} ({lived.Wrong[0].Replay})");
    }

    [Fact]
    public void Should_live_the_same_run_from_the_same_point()
    {
        var point = Point.Parse("captures-and-refunds:Death:100+20");

        CrashPointRun.Watch(point).Hash.ShouldBe(CrashPointRun.Watch(point).Hash);
    }
}
