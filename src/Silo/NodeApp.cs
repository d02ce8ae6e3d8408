using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

/// <summary>A node that only holds grains: its HTTP port answers health and metrics.</summary>
public static class NodeApp
{
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
