using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Silo;

/// <summary>
/// Registers the callback tokens, with which routes verify calls and payments sign their URLs, in the same way in every
/// process.
/// </summary>
public static class CallbackTokenRegistration
{
    private const string Secrets = "Adapter:CallbackSecrets";
    private const string Required = "Adapter:RequireCallbackToken";

    /// <summary>Reads <c>Adapter:CallbackSecrets</c> and <c>Adapter:RequireCallbackToken</c>.</summary>
    public static IServiceCollection AddCallbackTokens(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new CallbackTokenOptions
        {
            Secrets = [.. configuration.GetSection(Secrets).GetChildren().Select(entry => entry.Value ?? "")],
            Required = configuration.GetValue(Required, defaultValue: true),
        });
        return services.AddSingleton<CallbackTokens>();
    }

    internal static void Check(SettingReader settings, IConfiguration configuration)
    {
        if (!configuration.GetSection(Secrets).GetChildren().Any())
            settings.Add(Secrets, "is required: at least one secret to sign the URLs handed to Qliro with");
        settings.Each(Secrets, secret =>
            string.IsNullOrWhiteSpace(secret) ? "is empty; leave it out or give a secret" : null);
        settings.Flag(Required);
    }
}
