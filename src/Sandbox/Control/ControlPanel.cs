using System.Net;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Control;

/// <summary>
/// The sandbox's panel on a loopback port: a page for people, and the same over HTTP for <c>trigger</c> on the command
/// line. Other web sites are refused.
/// </summary>
public sealed class ControlPanel : IAsyncDisposable
{
    private readonly WebApplication app;

    private ControlPanel(WebApplication app) => this.app = app;

    /// <summary>Scheme, loopback address and port.</summary>
    public string BaseUrl => app.Urls.First();

    public static async Task<ControlPanel> Start(SandboxHost host, int port, CancellationToken cancel = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        var web = builder.Build();
        web.UseOwnOrigin();
        web.UseRouting();
        web.MapControl(host);
        await web.StartAsync(cancel);
        return new ControlPanel(web);
    }

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        await app.StopAsync(hurry.Token);
        await app.DisposeAsync();
    }
}
