using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

/// <summary>A node that only holds grains: its HTTP port answers health and metrics.</summary>
public static class NodeApp
{
    /// <summary>What <c>--help</c> prints.</summary>
    public const string Help =
        """
        A node of the Norce-Qliro payment adapter's cluster that holds payments only. Its HTTP port answers
        /health/live, /health/ready and /metrics.

          dotnet QliroAdapter.Silo.dll [--urls http://127.0.0.1:5080] [Key=value ...]

        It takes the settings of the adapter, from appsettings.json, the environment (Storage__Postgres__...) or
        arguments; Storage:Postgres:ConnectionString is required. docs/settings.md lists them all. Exit codes: 0 stopped
        as asked, 1 failed, 78 a setting is missing or wrong (one line for each).
        """;

    /// <summary>Builds the app; it listens once it has joined the cluster.</summary>
    /// <exception cref="SettingsException">Settings are missing or wrong.</exception>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.UseProcessDefaults();
        SettingsException.ThrowIfAny(AdapterSettings.Mistakes(builder.Configuration, SiloRole.Silo));
        builder.AddSilo();
        builder.Services.AddTelemetry(builder.Configuration);
        var app = builder.Build();
        app.UseMiddleware<TraceIds>();
        app.MapHealthRoutes();
        app.MapMetricsRoute();
        return app;
    }
}
