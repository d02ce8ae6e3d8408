using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Client;
using QliroAdapter.Ops;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Tests.Postgres;
using QliroAdapter.WebFront;

namespace QliroAdapter.Adapter.Tests.Channels;

/// <summary>The real adapter; its clock is moved on, so that a document grows old at once.</summary>
public sealed class When_the_configuration_api_is_away : IAsyncLifetime
{
    private const string Documents = "/configurations/";

    private readonly ShiftedClock clock = new();
    private readonly SocketsHttpHandler network = new();
    private readonly List<IAsyncDisposable> opened = [];

    private SandboxHost sandbox = null!;

    private int Reads => sandbox.Norce.Log.Of("GET", Documents).Count;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        opened.Reverse();
        foreach (var one in opened) await one.DisposeAsync();
        network.Dispose();
    }

    [Fact]
    public async Task Should_sell_for_an_hour_and_over_a_restart_in_it()
    {
        await Open();
        await Sell();
        // Not 404: that would be an answer about the document.
        sandbox.Norce.Faults.On("GET", Documents).Answer(503, times: int.MaxValue);

        for (var minute = 10; minute <= 60; minute += 10)
        {
            clock.Pass(TimeSpan.FromMinutes(10));
            if (minute == 30)
            {
                await sandbox.Adapter.Stop();
                await sandbox.Adapter.Start();
            }
            await Sell();
        }

        await Adapter.Until(() => Stale is [{ ReadAt: not null }]);
        (await Page("/ops")).ShouldContain("Channels whose configuration cannot be read");
        (await Page("/metrics")).ShouldContain("\nnorce_configuration_stale 1");
        sandbox.Norce.Faults.Clear();
        clock.Pass(TimeSpan.FromMinutes(1));
        await Sell();
        await Adapter.Until(() => Stale.Count == 0);
    }

    [Fact]
    public async Task Should_be_read_once_a_minute_for_both_nodes_and_serve_on_the_one_that_starts_anew()
    {
        var server = await PostgresServer.Shared;
        await Open(("Storage:Postgres:ConnectionString", await server.CreateDatabase()));
        var other = new AdapterHost($"http://127.0.0.1:{FreePort()}", sandbox.Adapter.Settings, Build);
        opened.Add(other);
        await other.Start();

        await Sell();
        await Sell(other);
        Reads.ShouldBe(1);
        clock.Pass(TimeSpan.FromSeconds(61));
        await Sell();
        await Sell(other);
        await Adapter.Until(() => Reads == 2);
        await Sell();
        await Sell(other);
        Reads.ShouldBe(2);

        // No time passes here: members of a cluster whose clocks leap count each other as dead.
        sandbox.Norce.Faults.On("GET", Documents).Answer(503, times: int.MaxValue);
        foreach (var node in (AdapterHost[])[sandbox.Adapter, other])
        {
            await node.Stop();
            await node.Start();
            await Sell(node);
        }
    }

    private IReadOnlyList<ChannelHealth> Stale
        => sandbox.Adapter.Services.GetRequiredService<IChannelHealth>().Stale;

    private async Task Open(params (string Key, string Value)[] settings)
    {
        var options = new SandboxOptions { WithShop = false, Build = Build };
        foreach (var (key, value) in settings) options.AdapterSettings[key] = value;
        sandbox = await SandboxHost.Start(options);
        opened.Add(sandbox);
    }

    private WebApplication Build(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TimeProvider>(clock);
        return AdapterApp.Build(builder);
    }

    /// <summary>Create, a hook that changes the order, and the purchase with its validation and push.</summary>
    private async Task Sell(AdapterHost? node = null)
    {
        node ??= sandbox.Adapter;
        var api = AdapterClients.Create(
            new()
            {
                BaseUrl = new(node.Url), AccessToken = SandboxHost.AccessToken, Merchant = sandbox.Merchant,
                Channel = sandbox.Channel, TimeoutSeconds = 120,
            },
            network);
        var order = sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        await api.Create(order);
        (await sandbox.Norce.ChangeQuantity(order, 0, 2)).IsSuccess.ShouldBeTrue();
        var qliroOrder = long.Parse((string)sandbox.Norce.LivePayment(order)!["reference"]!);
        // A busy machine makes the adapter decline in time rather than approve too late; the shopper tries again.
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
