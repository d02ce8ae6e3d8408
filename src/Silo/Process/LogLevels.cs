using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

/// <summary>How much is logged: <c>Logging:LogLevel</c>, which the framework reads.</summary>
internal static class LogLevels
{
    /// <summary>The framework stops at a level that it does not know, and does not say which key has it.</summary>
    public static IEnumerable<SettingsMistake> Mistakes(IConfiguration configuration)
        => SettingsNode.Of(configuration.GetSection("Logging")).Leaves()
            .Where(leaf => leaf.Path.Contains(":LogLevel:", StringComparison.OrdinalIgnoreCase)
                && leaf.Text is { Length: > 0 } level && !Enum.TryParse<LogLevel>(level, ignoreCase: true, out _))
            .Select(leaf => new SettingsMistake(
                leaf.Path, $"must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}, not '{leaf.Text}'"));
}
