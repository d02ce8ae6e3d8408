using Microsoft.Extensions.Configuration;
using QliroAdapter.Settings;

namespace QliroAdapter.Norce;

/// <summary>
/// Configuration documents under <c>Channels:N</c> of the settings, in place of the Configuration API: each with its
/// <c>merchant</c> and <c>channel</c>.
/// </summary>
public static class ConfiguredChannels
{
    private const string Section = "Channels";
    private const string Merchant = "merchant";
    private const string Channel = "channel";

    /// <summary>Every key that is read.</summary>
    public static IEnumerable<string> Keys
        => SettingKeys.OfDocument(typeof(ConfigurationDocument)).Select(setting => setting.Key)
            .SelectMany(key => ConfigurationDocument.Groups.Select(group => $"{group}:{key}").Prepend(key))
            .Concat([Merchant, Channel]).Select(key => $"{Section}:N:{key}");

    /// <summary>False when every channel's document is at Norce.</summary>
    public static bool IsAny(IConfiguration settings) => Entries(settings).Count > 0;

    /// <summary>By merchant and channel; entries without them are left out (the start reports them).</summary>
    public static IReadOnlyDictionary<ChannelKey, SettingsNode> Read(IConfiguration settings)
    {
        var documents = new Dictionary<ChannelKey, SettingsNode>();
        foreach (var entry in Entries(settings))
        {
            if (Value(entry, Merchant) is { } merchant && Value(entry, Channel) is { } channel)
                documents[new(merchant, channel)] = entry;
        }

        return documents;
    }

    /// <summary>What is wrong with them, for the start; an inactive one is not a mistake there.</summary>
    public static IEnumerable<SettingsMistake> Mistakes(IConfiguration settings)
        => Entries(settings).SelectMany(entry => new[] { Merchant, Channel }
            .Where(key => Value(entry, key) is null)
            .Select(key => new SettingsMistake(entry.PathOf(key), "is required"))
            .Concat(OfDocument(entry)));

    /// <summary>An entry without what names its channel.</summary>
    public static SettingsNode DocumentOf(SettingsNode entry) => entry.With(
    [
        .. entry.Members.Where(member => !string.Equals(member.Name, Merchant, StringComparison.OrdinalIgnoreCase)
            && !string.Equals(member.Name, Channel, StringComparison.OrdinalIgnoreCase)),
    ]);

    private static IEnumerable<SettingsMistake> OfDocument(SettingsNode entry)
    {
        var (keys, mistakes) = ConfigurationDocument.Read(entry);
        return mistakes.Concat(DocumentCheck.OfSecrets(keys, entry));
    }

    private static IReadOnlyList<SettingsNode> Entries(IConfiguration settings)
        => SettingsNode.Of(settings.GetSection(Section)).Members;

    private static string? Value(SettingsNode entry, string key)
        => entry.Member(key)?.Text is { Length: > 0 } text ? text : null;
}
