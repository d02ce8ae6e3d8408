using System.Net;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Shop;

/// <summary>
/// A shop on a loopback port: cart, checkout with the adapter's snippet, confirmation, and a back office.
/// </summary>
public sealed class DemoShop : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ShopBackend backend;

    private DemoShop(WebApplication app, ShopBackend backend)
    {
        this.app = app;
        this.backend = backend;
    }

    /// <summary>Scheme, loopback address and port.</summary>
    public string BaseUrl => app.Urls.First();

    public static async Task<DemoShop> Start(DemoShopOptions options, CancellationToken cancel = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.AddRoutingCore();
        var partners = new ShopBackend(options);
        var web = builder.Build();
        web.UseOwnOrigin();
        web.UseRouting();
        web.MapStore(partners);
        web.MapCheckout(partners);
        web.MapBackOffice(partners);
        await web.StartAsync(cancel);
        return new DemoShop(web, partners);
    }

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        await app.StopAsync(hurry.Token);
        await app.DisposeAsync();
        backend.Dispose();
    }
}
