namespace QliroAdapter.Sandbox;

/// <summary>The adapter in this process. It can be stopped and started again on the same data.</summary>
public sealed class AdapterHost(
    string url, IReadOnlyDictionary<string, string?> settings, Func<WebApplicationBuilder, WebApplication> build)
    : IAsyncDisposable
{
    private WebApplication? app;

    /// <summary>The adapter's own URL.</summary>
    public string Url { get; } = url;

    /// <summary>
    /// The adapter's settings, without its address; another node of the same cluster is given the same.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings { get; } = settings;

    /// <summary>Its services while it runs.</summary>
    public IServiceProvider Services => app?.Services ?? throw new InvalidOperationException("The adapter is stopped.");

    public async Task Start(CancellationToken cancel = default)
    {
        if (app is not null) return;
        var builder =
            WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.WebHost.UseUrls(Url);
        app = build(builder);
        await app.StartAsync(cancel);
    }

    /// <summary>Stops it as SIGTERM does: running turns are finished.</summary>
    public async Task Stop(CancellationToken cancel = default)
    {
        if (app is null) return;
        await app.StopAsync(cancel);
        await app.DisposeAsync();
        app = null;
    }

    public async ValueTask DisposeAsync() => await Stop();
}
