using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Client;
using QliroAdapter.Ops;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Adapter.Tests.Channels;

/// <summary>
/// The real adapter on its local silo and file. How long it continues with a kept document is tested at the channel's
/// grain.
/// </summary>
[Collection<Telemetry.WholeProcess>]
public sealed class When_the_configuration_api_is_unavailable : IAsyncLifetime
{
    private const string Documents = "/configurations/";

    private readonly SocketsHttpHandler network = new();
    private SandboxHost sandbox = null!;

    public async ValueTask InitializeAsync()
        => sandbox = await SandboxHost.Start(new() { WithShop = false });

    public async ValueTask DisposeAsync()
    {
        await sandbox.DisposeAsync();
        network.Dispose();
    }

    [Fact]
    public async Task Should_sell_on_over_restarts()
    {
        await Sell();
        // Not 404, which would be an answer about the document.
        sandbox.Norce.Faults.On("GET", Documents).Answer(503, times: int.MaxValue);
        await Sell();

        foreach (var _ in (int[])[1, 2])
        {
            await sandbox.Adapter.Stop();
            await sandbox.Adapter.Start();
            await Sell();
            await Adapter.Until(() => Stale is [{ ReadAt: not null }]);
        }

        (await Page("/ops")).ShouldContain("Channels whose configuration cannot be read");
        (await Page("/metrics")).Split('\n')
            .Where(line => line.StartsWith("norce_configuration_stale", StringComparison.Ordinal))
            .ShouldBe(["norce_configuration_stale{} 1"]);
    }

    private IReadOnlyList<ChannelHealth> Stale
        => sandbox.Adapter.Services.GetRequiredService<IChannelHealth>().Stale;

    /// <summary>Create, a hook that changes the order, and the purchase with its validation and push.</summary>
    private async Task Sell()
    {
        var api = AdapterClients.Create(
            new()
            {
                BaseUrl = new(sandbox.AdapterUrl), AccessToken = SandboxHost.AccessToken, Merchant = sandbox.Merchant,
                Channel = sandbox.Channel, TimeoutSeconds = 120,
            },
            network);
        var order = sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        await api.Create(order);
        (await sandbox.Norce.ChangeQuantity(order, 0, 2)).IsSuccess.ShouldBeTrue();
        var qliroOrder = long.Parse((string)sandbox.Norce.LivePayment(order)!["reference"]!);
        // On a busy machine the adapter may decline because an approval would come too late; the shopper tries again.
        var bought = await sandbox.Qliro.CompleteAsync(qliroOrder);
        for (var tries = 1; !bought.Accepted && tries < 5; tries++)
            bought = await sandbox.Qliro.CompleteAsync(qliroOrder);
        bought.Accepted.ShouldBeTrue($"{bought}");
        await Adapter.Until(() => sandbox.Norce.Status(order) == "completed");
    }

    private async Task<string> Page(string path)
    {
        using var client = new HttpClient(network, disposeHandler: false);
        client.DefaultRequestHeaders.Authorization = new("Bearer", SandboxHost.OpsToken);
        return await client.GetStringAsync(new Uri(sandbox.AdapterUrl + path));
    }
}
