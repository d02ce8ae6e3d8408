using QliroAdapter.Norce;
using QliroAdapter.Qliro;
using QliroAdapter.WebFront;

namespace QliroAdapter.Silo;

/// <summary>One process of the cluster: the web front, grains, or both.</summary>
public static class SiloApp
{
    /// <summary>Builds the app; it listens once it has joined the cluster.</summary>
    /// <exception cref="SettingsException">Settings are missing or wrong.</exception>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.UseWebFrontDefaults();
        CheckSettings(builder.Configuration);
        var settings = SiloSettings.Read(builder.Configuration);
        builder.AddCluster(settings);
        builder.Services.AddWebFront(builder.Configuration);
        var app = builder.Build();
        app.UseWebFront();
        if (settings.Role == SiloRole.Silo) app.MapOperatorRoutes();
        else app.MapWebFront();
        app.MapGrainPages();
        return app;
    }

    private static void CheckSettings(IConfiguration configuration)
    {
        IReadOnlyList<string> mistakes =
        [
            .. WebFrontSettings.Mistakes(configuration),
            .. SiloSettings.Mistakes(configuration),
            .. NorceRegistration.SettingMistakes(configuration),
            .. QliroRegistration.SettingMistakes(configuration),
        ];
        if (mistakes.Count > 0) throw new SettingsException(mistakes);
    }
}
