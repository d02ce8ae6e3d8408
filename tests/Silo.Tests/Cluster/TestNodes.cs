using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using QliroAdapter.WebFront;

namespace QliroAdapter.Silo.Tests.Cluster;

/// <summary>
/// Nodes of a cluster in this process, each the whole program with ports of its own: membership in PostgreSQL, messages
/// through the serializer and over the network, as between processes. Hosted by a front, they start before it and stop
/// after it.
/// </summary>
/// <param name="configuration">What every node is told alike.</param>
/// <param name="clusterId">Another than the front's, for a cluster that the front is no part of.</param>
internal sealed class TestNodes(IConfiguration configuration, string? clusterId = null) : IHostedLifecycleService
{
    private readonly List<WebApplication> running = [];

    /// <summary>Those that run, oldest first.</summary>
    public IReadOnlyList<WebApplication> Running => [.. running];

    public async Task<WebApplication> Start()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
        });
        // A copy: what is set here would else be set there, too.
        builder.Configuration.AddInMemoryCollection(configuration.AsEnumerable());
        builder.Configuration["Silo:Role"] = "Both";
        if (clusterId is not null) builder.Configuration["Silo:ClusterId"] = clusterId;
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var node = AdapterApp.Build(builder);
        await node.StartAsync();
        lock (running) running.Add(node);
        return node;
    }

    /// <summary>As SIGTERM does.</summary>
    public async Task Stop(WebApplication node)
    {
        lock (running) running.Remove(node);
        await node.StopAsync();
        await node.DisposeAsync();
    }

    /// <summary>
    /// Without a word to those it talks with; what its turns are doing goes on, and may still reach the database.
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
            // That is the point.
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.WhenAll(Start(), Start());

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.WhenAll(Running.Select(Stop));
}
