namespace QliroAdapter.Nodes.Tests;

public sealed class When_nodes_are_lost_under_load(ThreeNodes nodes)
{
    // Longer than a node may be silent before others take its payments over.
    private static readonly TimeSpan pastItsClaims = TimeSpan.FromSeconds(4);

    [Fact]
    public Task Should_lose_nothing_and_do_nothing_twice_when_one_after_another_is_killed() => Load.Run(
        nodes, 24, [.. nodes.Nodes.Take(2).Select(node => (Func<Task>)(() =>
        {
            node.Kill();
            return node.Start();
        }))]);

    [Fact]
    public Task Should_lose_nothing_and_do_nothing_twice_when_one_stands_still_and_comes_back() => Load.Run(
        nodes, 24, async () =>
        {
            nodes.Nodes[0].Pause();
            await Task.Delay(pastItsClaims, TimeProvider.System);
            nodes.Nodes[0].Resume();
        });

    [Fact]
    public Task Should_lose_nothing_and_do_nothing_twice_when_the_database_restarts() => Load.Run(
        nodes, 24, () => Restart(crash: false), () => Restart(crash: true));

    private async Task Restart(bool crash)
    {
        await nodes.Database.Stop(crash);
        await nodes.Database.Start();
    }
}
