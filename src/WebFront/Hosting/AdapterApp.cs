namespace QliroAdapter.WebFront;

/// <summary>The adapter on one machine: the web front and the embedded engine in one process.</summary>
public static class AdapterApp
{
    /// <summary>Builds the app; it listens and works once started.</summary>
    /// <exception cref="SettingsException">Settings are missing or wrong.</exception>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.UseWebFrontDefaults();
        EmbeddedHost.CheckSettings(builder.Configuration);
        builder.Services.AddWebFront(builder.Configuration);
        builder.Services.AddEmbeddedHost(builder.Configuration);
        var app = builder.Build();
        app.UseWebFront();
        app.MapWebFront();
        return app;
    }
}
