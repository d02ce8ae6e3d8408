using System.Reflection;
using QliroAdapter.Norce;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Settings;
using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>
/// Every setting of the adapter, and what can be wrong with them. All programs check all of them, for the processes of
/// a cluster are told the same.
/// </summary>
public static class AdapterSettings
{
    private static readonly Type[] classes =
    [
        typeof(AdapterOptions), typeof(AccessTokenOptions), typeof(CallbackTokenOptions), typeof(NorceOptions),
        typeof(QliroOptions), typeof(PurchaseOptions), typeof(SqliteStoreOptions), typeof(PostgresStoreOptions),
        typeof(NodeOptions), typeof(SiloOptions), typeof(ReconciliationOptions), typeof(RetryOptions),
        typeof(OutageOptions), typeof(OpsOptions), typeof(RateLimitOptions), typeof(ProxyOptions),
        typeof(MetricsOptions), typeof(BodyOptions), typeof(KeyOptions), typeof(EventOptions),
        typeof(RetentionOptions),
    ];

    /// <summary>Every setting, those under <c>Channels:N</c> apart.</summary>
    public static IReadOnlyList<Setting> Known { get; } = [.. classes.SelectMany(SettingKeys.Of)];

    /// <summary>What each setting is in this process, those under <c>Channels:N</c> apart; secrets masked.</summary>
    public static IReadOnlyList<SettingInForce> InForce(IConfiguration configuration)
        => [.. classes.SelectMany(type => SettingsInForce.Of(type, SectionOf(type, configuration)))];

    private static SettingsNode SectionOf(Type type, IConfiguration configuration)
        => SettingsNode.Of(configuration.GetSection(type.GetCustomAttribute<SettingsSectionAttribute>()!.Key));

    /// <summary>One line per mistake, each beginning with its key; none when all is well.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="role">The program's own role, used when <c>Silo:Role</c> is not set.</param>
    public static IReadOnlyList<string> Mistakes(IConfiguration configuration, SiloRole role)
    {
        var reader = new SettingsReader();
        var read = classes.Select(type => reader.Read(type, configuration)).ToList();
        var unknown = new UnknownKeys(Known.Select(setting => setting.Key).Concat(ConfiguredChannels.Keys));
        return
        [
            .. ListeningUrls.Mistakes(configuration)
                .Concat(reader.Mistakes)
                .Concat(Between(read.OfType<NorceOptions>().Single(), configuration))
                .Concat(Between(
                    read.OfType<NodeOptions>().Single(), read.OfType<PostgresStoreOptions>().Single(), configuration,
                    role))
                .Concat(ConfiguredChannels.Mistakes(configuration))
                .Concat(LogLevels.Mistakes(configuration))
                .Concat(unknown.In(configuration))
                .Select(mistake => mistake.ToString()),
        ];
    }

    // A wrong one is there, and told already.
    private static IEnumerable<SettingsMistake> Between(NorceOptions norce, IConfiguration configuration)
    {
        const string key = "Norce:ConfigurationApiUrl";
        const string credentials = "Norce:ClientCredentials";
        if (norce.ConfigurationApiUrl is null && string.IsNullOrWhiteSpace(configuration[key])
            && !ConfiguredChannels.IsAny(configuration))
        {
            yield return new(key, "is required: the base URL of Norce's Configuration API, unless every channel is "
                + "under Channels");
        }

        // The class says so of complete credentials; of others it has only said what they lack.
        if (!string.IsNullOrEmpty(norce.Token) && norce.ClientCredentials is null
            && configuration.GetSection(credentials).AsEnumerable().Any(one => !string.IsNullOrWhiteSpace(one.Value)))
        {
            yield return new(
                "Norce:Token", $"stands beside {credentials}, and only one can be used; leave one of them out");
        }
    }

    private static IEnumerable<SettingsMistake> Between(
        NodeOptions node, PostgresStoreOptions postgres, IConfiguration configuration, SiloRole role)
    {
        if (SiloSettings.RoleOf(node, role) != SiloRole.Both && postgres.ConnectionString.Length == 0
            && !PostgresStoreRegistration.IsChosen(configuration))
        {
            yield return new(PostgresStoreOptions.ConnectionStringKey,
                "is required: a cluster keeps its payments and its membership in PostgreSQL");
        }
    }
}
