namespace QliroAdapter.Silo;

/// <summary>A node that only holds grains: its HTTP port answers health and metrics.</summary>
public static class NodeApp
{
    /// <summary>Builds the app; it listens once it has joined the cluster.</summary>
    /// <exception cref="SettingsException">Settings are missing or wrong.</exception>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.UseProcessDefaults();
        SettingsException.ThrowIfAny(Mistakes(builder.Configuration));
        builder.AddSilo();
        builder.Services.AddTelemetry(builder.Configuration);
        var app = builder.Build();
        app.UseMiddleware<TraceIds>();
        app.MapHealthRoutes();
        app.MapMetricsRoute();
        return app;
    }

    private static IReadOnlyList<string> Mistakes(IConfiguration configuration)
    {
        var settings = new SettingReader(configuration);
        ListeningUrls.Check(configuration, settings);
        return [.. settings.Mistakes, .. SiloHosting.Mistakes(configuration, SiloRole.Silo)];
    }
}
