using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QliroAdapter.Sandbox;
using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using QliroAdapter.WebFront;

namespace QliroAdapter.Silo.Tests.Cluster;

/// <summary>A front and two nodes behind it, in place of the sandbox's local silo.</summary>
internal static class ClusteredApp
{
    public static async Task<SandboxOptions> Options(SandboxOptions options)
    {
        var server = await PostgresServer.Shared;
        options.AdapterSettings[PostgresStoreOptions.ConnectionStringKey] = await server.CreateDatabase();
        options.AdapterSettings["Storage:Postgres:Connections"] = "8";
        options.AdapterSettings["Silo:Role"] = "Front";
        options.AdapterSettings["Logging:Console:LogLevel:Default"] = "None";
        options.Build = Build;
        return options;
    }

    public static WebApplication Build(WebApplicationBuilder builder)
    {
        // Registered first, so that the nodes run when the front starts.
        builder.Services.AddSingleton(_ => new TestNodes(builder.Configuration));
        builder.Services.AddHostedService(provider => provider.GetRequiredService<TestNodes>());
        return AdapterApp.Build(builder);
    }
}
