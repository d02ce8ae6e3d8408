using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Tests.Norce;

/// <summary>A Norce without network that has one order: 2 mugs of 125, 250 in all.</summary>
public abstract class NorceSituation : IAsyncLifetime
{
    protected const string Ours = NorceSimulatorOptions.QliroAdapterId;

    private protected FakeAdapter Adapter { get; } = new() { Answer = (_, _) => (200, "[]") };

    private protected SimulatedTime Clock { get; } = new();

    protected NorceSimulator Norce { get; private set; } = null!;

    protected string OrderId { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Norce =
            await NorceSimulator.Start(
                new NorceSimulatorOptions { Listen = false, Clock = Clock, CallbackHandler = Adapter });
        OrderId = Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
    }

    public async ValueTask DisposeAsync()
    {
        await Norce.DisposeAsync();
        Adapter.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<string> AddPayment(decimal amount = 250m, string adapterId = Ours)
    {
        var (status, body) = await Norce.Norce("POST", $"/{OrderId}/payments", new JsonObject
        {
            ["adapterId"] = adapterId, ["type"] = "default", ["amount"] = amount, ["currency"] = "SEK",
            ["state"] = "Intent",
        }, adapterId);
        status.ShouldBe(201);
        return (string)body!["id"]!;
    }

    protected async Task AddHook(string subscribeTo, string target = "/payments", string adapterId = Ours,
        string name = "hook")
    {
        var (status, _) = await Norce.Norce("POST", $"/{OrderId}/hooks", new JsonObject
        {
            ["adapterId"] = adapterId, ["subscribeTo"] = subscribeTo, ["target"] = target,
            ["invoke"] = $"http://adapter.example/{name}/{{order_id}}", ["version"] = "v0",
        }, adapterId);
        status.ShouldBe(200);
    }

    protected static string Patch(string path, JsonNode value, string op = "replace")
        => Json.Text(new JsonArray(new JsonObject { ["op"] = op, ["path"] = path, ["value"] = value }));

    protected decimal Total => (decimal)Norce.Order(OrderId)["total"]!["includingVat"]!;
}
