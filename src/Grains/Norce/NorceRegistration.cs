using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QliroAdapter.Ops;
using QliroAdapter.Partners;

namespace QliroAdapter.Norce;

/// <summary>Everything that talks to Norce.</summary>
public static class NorceRegistration
{
    private const string Credentials = "Norce:ClientCredentials";

    /// <summary>
    /// Adds both clients, the tokens and the channel configurations. <paramref name="configuration"/> is the whole
    /// configuration.
    /// </summary>
    public static IServiceCollection AddNorce(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<NorceOptions>(configuration.GetSection(NorceOptions.Section));
        services.AddPartnerDefaults(configuration);
        services.AddNorceApis();
        services.AddSingleton<NorceTokens>();
        services.AddSingleton<NorceOrderClient>();
        services.AddSingleton<NorceConfigurationClient>();
        services.TryAddSingleton(provider => new Lazy<IPaymentGrains>(provider.GetRequiredService<IPaymentGrains>));
        services.AddSingleton(
            provider => ActivatorUtilities.CreateInstance<ChannelConfigurations>(provider, configuration));
        services.AddSingleton<IChannelHealth>(provider => provider.GetRequiredService<ChannelConfigurations>());
        return services;
    }

    /// <summary>One line per mistake in the settings, naming the key; empty when there is none.</summary>
    public static IEnumerable<string> SettingMistakes(IConfiguration configuration)
    {
        var mistakes = Settings.RequiredUrl(
            configuration, "Norce:OrderApiUrl", "the base URL of Norce's Order API, which may hold {merchant}");
        mistakes = mistakes.Concat(ConfiguredChannels.IsAny(configuration)
            ? Settings.Url(configuration, "Norce:ConfigurationApiUrl")
            : Settings.RequiredUrl(
                configuration,
                "Norce:ConfigurationApiUrl",
                "the base URL of Norce's Configuration API, unless every channel is under Channels"));
        return mistakes
            .Concat(TokenMistakes(configuration))
            .Concat(Settings.Seconds(configuration, "Norce:TimeoutSeconds", 1, 60))
            .Concat(Settings.WholeNumber(configuration, "Norce:ConfigurationStaleHours", "hours", 1, 720))
            .Concat(ConfiguredChannels.Mistakes(configuration).Select(mistake => mistake.ToString()));
    }

    private static IEnumerable<string> TokenMistakes(IConfiguration configuration)
    {
        if (!string.IsNullOrWhiteSpace(configuration["Norce:Token"])) return [];
        if (!configuration.GetSection(Credentials).Exists())
            return [$"Norce:Token is required: the bearer token for Norce, unless {Credentials} is set."];
        return Settings.RequiredUrl(configuration, $"{Credentials}:TokenUrl", "where tokens are fetched")
            .Concat(Settings.Required(configuration, $"{Credentials}:ClientId", "who fetches tokens"))
            .Concat(Settings.Required(configuration, $"{Credentials}:ClientSecret", "what proves it"));
    }
}
