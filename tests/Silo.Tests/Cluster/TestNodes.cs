using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using QliroAdapter.WebFront;

namespace QliroAdapter.Silo.Tests.Cluster;

/// <summary>
/// Nodes of a cluster in this process. Each is the whole program with its own ports; membership is in PostgreSQL, and
/// messages go through the serializer and the network, as between processes. When a front hosts them, they start before
/// it and stop after it.
/// </summary>
/// <param name="configuration">The settings that all nodes share.</param>
/// <param name="clusterId">Another id than the front's, for a cluster that the front is not part of.</param>
internal sealed class TestNodes(IConfiguration configuration, string? clusterId = null) : IHostedLifecycleService
{
    private readonly List<WebApplication> running = [];

    /// <summary>The running nodes, oldest first.</summary>
    public IReadOnlyList<WebApplication> Running => [.. running];

    public async Task<WebApplication> Start()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
        });
        // A copy, because values that are set here would otherwise be set in the original as well.
        builder.Configuration.AddInMemoryCollection(configuration.AsEnumerable());
        builder.Configuration["Silo:Role"] = "Both";
        if (clusterId is not null) builder.Configuration["Silo:ClusterId"] = clusterId;
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var node = AdapterApp.Build(builder);
        await node.StartAsync();
        lock (running) running.Add(node);
        return node;
    }

    /// <summary>Stops it as SIGTERM does.</summary>
    public async Task Stop(WebApplication node)
    {
        lock (running) running.Remove(node);
        await node.StopAsync();
        await node.DisposeAsync();
    }

    /// <summary>
    /// Ends it without a word to the other nodes. Its running turns continue and may still reach the database.
    /// </summary>
    public async Task Kill(WebApplication node)
    {
        lock (running) running.Remove(node);
        try
        {
            await node.StopAsync(new CancellationToken(canceled: true));
        }
        catch (Exception broken) when (broken is OperationCanceledException or AggregateException)
        {
            // Failures are expected here.
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.WhenAll(Start(), Start());

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.WhenAll(Running.Select(Stop));
}
