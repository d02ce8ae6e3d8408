using QliroAdapter.EmbeddedSilo;
using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary>
/// What stands behind the routes in this host: partners' clients, the payment, the store and the embedded engine.
/// </summary>
internal static class EmbeddedHost
{
    /// <exception cref="SettingsException">Settings are missing or wrong.</exception>
    public static void CheckSettings(IConfiguration configuration)
    {
        IReadOnlyList<string> mistakes =
        [
            .. WebFrontSettings.Mistakes(configuration),
            .. NorceRegistration.SettingMistakes(configuration),
            .. QliroRegistration.SettingMistakes(configuration),
        ];
        if (mistakes.Count > 0)
            throw new SettingsException(mistakes);
    }

    public static void AddEmbeddedHost(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddNorce(configuration);
        services.AddQliro(configuration);
        services.AddPayments(configuration);
        if (PostgresStoreRegistration.IsChosen(configuration)) services.AddPostgresStore(configuration);
        else services.AddSqliteStore(configuration);
        services.AddEmbeddedSilo(configuration);
    }
}
