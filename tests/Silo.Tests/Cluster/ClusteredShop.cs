using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Ops;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Silo.Tests.Run;

namespace QliroAdapter.Silo.Tests.Cluster;

/// <summary>A shop in front of a cluster whose nodes the test controls. Qliro sends no pushes by itself.</summary>
internal sealed class ClusteredShop : IAsyncDisposable
{
    private readonly SandboxHost sandbox;

    private ClusteredShop(SandboxHost sandbox)
        => (this.sandbox, Shop) = (sandbox, Shop.At(sandbox.Norce, sandbox.Qliro));

    public Shop Shop { get; }

    /// <summary>The adapter's settings.</summary>
    public IConfiguration Settings => sandbox.Adapter.Services.GetRequiredService<IConfiguration>();

    /// <summary>The front's URL.</summary>
    public string Url => sandbox.AdapterUrl;

    public TestNodes Nodes => sandbox.Adapter.Services.GetRequiredService<TestNodes>();

    /// <summary>The front's services.</summary>
    public IServiceProvider Services => sandbox.Adapter.Services;

    public IPaymentRecords Records => sandbox.Adapter.Services.GetRequiredService<IPaymentRecords>();

    public static async Task<ClusteredShop> Open()
    {
        var options = await ClusteredApp.Options(new()
        {
            WithShop = false,
            AdapterSettings =
            {
                ["Retry:FirstSeconds"] = "0.1", ["Retry:LongestSeconds"] = "0.5",
                ["Norce:TimeoutSeconds"] = "20", ["Qliro:TimeoutSeconds"] = "20",
            },
            Qliro = port => new QliroSimulatorOptions { Port = port, PushesByThemselves = false },
        });
        var shop = new ClusteredShop(await SandboxHost.Start(options));
        await shop.Buy();
        return shop;
    }

    /// <param name="node">The node on which the payment is activated; any node when absent.</param>
    public Task<Purchase> Buy(WebApplication? node = null) => Shop.Buy(node is null ? Url : UrlOf(node));

    public static string UrlOf(WebApplication node) => node.Urls.Single();

    public static IPaymentGrain GrainOf(Purchase purchase, WebApplication node)
        => node.Services.GetRequiredService<IPaymentGrains>().Get(KeyOf(purchase));

    public static IOrderGrain OrderOf(string order, WebApplication node)
        => node.Services.GetRequiredService<IPaymentGrains>().Get(OrderKey.Of(
            NorceSimulatorOptions.DefaultMerchant, NorceSimulatorOptions.DefaultChannel, order));

    public static PaymentKey KeyOf(Purchase purchase) => PaymentKey.Of(
        NorceSimulatorOptions.DefaultMerchant, NorceSimulatorOptions.DefaultChannel, purchase.Order, purchase.Payment);

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        await sandbox.DisposeAsync();
    }
}
