using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using QliroAdapter.Ops;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Silo.Tests.Run;
using QliroAdapter.Store;

namespace QliroAdapter.Silo.Tests.Cluster;

/// <summary>A shop whose adapter runs on three silos, with a hand on them. Qliro tells nobody by itself.</summary>
internal sealed class ClusteredShop : IAsyncDisposable
{
    private readonly SandboxHost sandbox;

    private ClusteredShop(SandboxHost sandbox, string database)
        => (this.sandbox, Database, Shop) = (sandbox, database, Shop.At(sandbox.Norce, sandbox.Qliro));

    public Shop Shop { get; }

    public string Database { get; }

    /// <summary>What the adapter was told.</summary>
    public IConfiguration Settings => sandbox.Adapter.Services.GetRequiredService<IConfiguration>();

    public string Url => sandbox.AdapterUrl;

    public InProcessTestCluster Silos => sandbox.Adapter.Services.GetRequiredService<TestSilos>().Cluster;

    /// <summary>The way to the grains that the front has.</summary>
    public IPaymentGrains Grains => sandbox.Adapter.Services.GetRequiredService<IPaymentGrains>();

    public IPaymentRecords Records => sandbox.Adapter.Services.GetRequiredService<IPaymentRecords>();

    public static async Task<ClusteredShop> Open()
    {
        var options = await ClusteredApp.Options(new()
        {
            WithShop = false,
            AdapterSettings = { ["Retry:FirstSeconds"] = "0.1", ["Retry:LongestSeconds"] = "0.5" },
            Qliro = port => new QliroSimulatorOptions { Port = port, PushesByThemselves = false },
        });
        var host = await SandboxHost.Start(options);
        var shop = new ClusteredShop(host, options.AdapterSettings[PostgresStoreOptions.ConnectionStringKey]!);
        await shop.Buy();
        return shop;
    }

    public Task<Purchase> Buy() => Shop.Buy(Url);

    public static PaymentKey KeyOf(Purchase purchase) => PaymentKey.Of(
        NorceSimulatorOptions.DefaultMerchant, NorceSimulatorOptions.DefaultChannel, purchase.Order, purchase.Payment);

    /// <summary>Stops the adapter, so that another may take its place.</summary>
    public Task StopAdapter() => sandbox.Adapter.Stop();

    /// <summary>Starts it again on the same data.</summary>
    public Task StartAdapter() => sandbox.Adapter.Start();

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        await sandbox.DisposeAsync();
    }
}
