using QliroAdapter.Silo.Tests.Run;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Silo.Tests.Local;

public sealed class When_the_process_stops
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_finish_the_turn_under_way(bool isNode)
    {
        using var balancer = new Balancer();
        await using var shop = await Shop.Open(balancer);
        var database = isNode ? await (await PostgresServer.Shared).CreateDatabase() : null;
        using var node = NodeProcess.WebFront("node", NodeProcess.PatientSettings(shop.Norce, database));
        await node.Start();
        balancer.Nodes = [node.Url];
        var purchase = await shop.Buy();
        var fault = shop.Qliro.Faults.On("GET", $"{purchase.QliroOrder}").Hold();
        var push = shop.Send(HttpMethod.Post, purchase.PushUrl);
        await fault.Arrived;

        var stopping = node.Stop();
        // The node still finishes its turn, but accepts no new calls.
        while (await node.IsReady()) await Task.Yield();
        stopping.IsCompleted.ShouldBeFalse();
        fault.Release();

        (await push).ShouldBe(200);
        (await stopping).ShouldBe(0);
        await node.Start();
        await Cluster.Eventually.Holds(() => shop.Norce.Status(purchase.Order) == "completed");
        (await node.Stop()).ShouldBe(0);
    }
}
