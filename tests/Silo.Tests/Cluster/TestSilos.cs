using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using QliroAdapter.Store;

namespace QliroAdapter.Silo.Tests.Cluster;

/// <summary>
/// Three silos in this process on one PostgreSQL database, and a client among them: messages go through the serializer
/// as between processes, state through the storage provider. Starts and stops with the front before it.
/// </summary>
internal sealed class TestSilos(IConfiguration configuration) : IHostedLifecycleService
{
    private InProcessTestCluster? cluster;

    public InProcessTestCluster Cluster => cluster ?? throw new InvalidOperationException("The silos are not started.");

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var database = configuration[PostgresStoreOptions.ConnectionStringKey]!;
        var builder = new InProcessTestClusterBuilder(3);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddConfiguration(configuration);
            host.Logging.SetMinimumLevel(LogLevel.Warning);
            host.Services.AddNode(configuration);
            host.Services.AddGrainNeeds(configuration);
            host.Services.AddDueWork();
        });
        builder.ConfigureSilo((_, silo) => silo.AddPaymentGrains(database));
        builder.ConfigureClient(client => client.Services.AddClusterMessages());
        cluster = builder.Build();
        await cluster.DeployAsync();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (cluster is null) return;
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
    }
}
