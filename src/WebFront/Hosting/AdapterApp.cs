using QliroAdapter.Settings;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>
/// Builds the adapter: web front and silo in one process, alone on SQLite or as a node of a cluster on PostgreSQL; or,
/// with <c>Silo:Role=Front</c>, the front alone.
/// </summary>
public static class AdapterApp
{
    /// <summary>Builds the app. It listens and works once it is started.</summary>
    /// <exception cref="SettingsException">Settings are missing or wrong.</exception>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.AddAdapter();
        var app = builder.Build();
        app.UseWebFront();
        app.MapWebFront();
        app.MapGrainPages();
        return app;
    }

    /// <summary>Registers everything that the adapter needs.</summary>
    /// <exception cref="SettingsException">Settings are missing or wrong.</exception>
    internal static void AddAdapter(this WebApplicationBuilder builder)
    {
        builder.UseWebFrontDefaults();
        SettingsException.ThrowIfAny(AdapterSettings.Mistakes(builder.Configuration, SiloRole.Both));
        builder.AddSilo(SiloRole.Both);
        builder.Services.AddWebFront(builder.Configuration);
    }
}
