namespace QliroAdapter.Sandbox.Tests.Control;

/// <summary>Everything with its panel, on free ports. One for all tests of a class: it starts in a second.</summary>
public sealed class RunningSandbox : IAsyncLifetime
{
    public SandboxHost Host { get; private set; } = null!;

    /// <summary>Calls the panel as a program does.</summary>
    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await SandboxHost.Start(SandboxOptions.ForPeople());
        Client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(Host.Control!.BaseUrl),
        };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }
}
