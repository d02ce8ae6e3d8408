using System.Diagnostics;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Client.Tests;

/// <summary>The real adapter in this process, its partners simulated at the wire.</summary>
public sealed class RealAdapter : IAsyncLifetime
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(30);

    private readonly SocketsHttpHandler network = new();

    public SandboxHost Sandbox { get; private set; } = null!;

    public IAdapterClient Client { get; private set; } = null!;

    public string Url => Sandbox.AdapterUrl;

    public async ValueTask InitializeAsync()
    {
        Sandbox = await SandboxHost.Start(new() { WithShop = false });
        Client = Sandbox.CreateAdapterClient(network);
    }

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        network.Dispose();
    }

    public string AddOrder(params JsonObject[] items)
        => Sandbox.Norce.AddOrder(NorceOrders.Cart(items.Length > 0 ? items : [NorceOrders.Item()]));

    public JsonObject PaymentOf(string order) => Sandbox.Norce.LivePayment(order)!;

    public long QliroOrderOf(string order) => long.Parse((string)PaymentOf(order)["reference"]!);

    /// <summary>The shopper pays. Returns when the order is completed at Norce.</summary>
    public async Task Buy(string order)
    {
        (await Sandbox.Qliro.CompleteAsync(QliroOrderOf(order))).Accepted.ShouldBeTrue();
        await Until(() => Sandbox.Norce.Status(order) == "completed");
    }

    public static async Task Until(Func<bool> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!holds())
        {
            watch.Elapsed.ShouldBeLessThan(timeout);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }
}
