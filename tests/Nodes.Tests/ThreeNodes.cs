using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Tests.Postgres;

[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(QliroAdapter.Nodes.Tests.ThreeNodes))]

namespace QliroAdapter.Nodes.Tests;

/// <summary>Three nodes on one database between simulated partners; whoever calls, calls any of them.</summary>
public sealed class ThreeNodes : IAsyncLifetime
{
    private readonly AnyNode any = new();
    private string connectionString = "";

    internal PostgresServer Database { get; private set; } = null!;

    internal NorceSimulator Norce { get; private set; } = null!;

    internal QliroSimulator Qliro { get; private set; } = null!;

    internal IReadOnlyList<AdapterProgram> Nodes { get; private set; } = [];

    /// <summary>A shop's calls, each to another node.</summary>
    internal HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await PostgresServer.Start();
        Norce = await NorceSimulator.Start(new() { CallbackHandler = any });
        Qliro = await QliroSimulator.Start(new() { CallbackHandler = any, PushScheduleScale = 0.05 });
        Norce.SetConfiguration(NorceOrders.Configuration(
            Qliro.BaseUrl, "DEMO", "demo-secret-0001", AnyNode.PublicUrl, "http://shop.example"));
        connectionString = await Database.CreateDatabase();
        Nodes = [.. Enumerable.Range(0, 3).Select(_ => Node.On(connectionString, Norce))];
        any.Use(Nodes);
        Client = ShopClient.Of(AnyNode.PublicUrl, any);
        await Task.WhenAll(Nodes.Select(node => node.Start()));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        foreach (var node in Nodes) node.Dispose();
        await Norce.DisposeAsync();
        await Qliro.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>True while a turn of the order's payment runs on the node.</summary>
    internal async Task<bool> HasTurn(AdapterProgram node, string order) => (string?)await PostgresServer.Execute(
        connectionString,
        $"select name from payment_claims join payment_nodes using (node) where key like '%/{order}/%'")
        is { } name && name.EndsWith($"/{node.ProcessId}", StringComparison.Ordinal);
}
