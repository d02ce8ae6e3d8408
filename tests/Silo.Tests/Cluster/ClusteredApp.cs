using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Sandbox;
using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using QliroAdapter.WebFront;

namespace QliroAdapter.Silo.Tests.Cluster;

/// <summary>The adapter's routes before three silos.</summary>
internal static class ClusteredApp
{
    /// <summary>The same sandbox, with a database of its own and the cluster in place of the embedded engine.</summary>
    public static async Task<SandboxOptions> Options(SandboxOptions options)
    {
        var server = await PostgresServer.Shared;
        options.AdapterSettings[PostgresStoreOptions.ConnectionStringKey] = await server.CreateDatabase();
        options.AdapterSettings[PostgresStoreOptions.Section + ":Connections"] = "8";
        options.Build = Build;
        return options;
    }

    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.UseWebFrontDefaults();
        builder.Services.AddWebFront(builder.Configuration);
        builder.Services.AddPostgresStore(builder.Configuration);
        builder.Services.AddHostedService<ClusterSchema>();
        builder.Services.AddSingleton<TestSilos>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<TestSilos>());
        builder.Services.AddFrontStatistics();
        builder.Services.AddSingleton<IPaymentGrains>(provider => new ClusteredPaymentGrains(
            provider.GetRequiredService<TestSilos>().Cluster.Client, TimeProvider.System));
        var app = builder.Build();
        app.UseWebFront();
        app.MapWebFront();
        return app;
    }
}
