using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace QliroAdapter.Norce;

/// <summary>
/// Configuration documents under <c>Channels:N</c> of the settings; they replace the Configuration API.
/// </summary>
internal static class ConfiguredChannels
{
    public const string Section = "Channels";

    /// <summary>
    /// The documents by merchant and channel. Entries without these two are left out; the start reports them.
    /// </summary>
    public static IReadOnlyDictionary<ChannelKey, JsonElement> Read(IConfiguration settings)
    {
        var documents = new Dictionary<ChannelKey, JsonElement>();
        foreach (var entry in settings.GetSection(Section).GetChildren())
        {
            if (KeyOf(entry) is not { } key) continue;
            documents[key] = DocumentOf(entry);
        }

        return documents;
    }

    public static ChannelKey? KeyOf(IConfigurationSection entry)
        => entry["merchant"] is { Length: > 0 } merchant && entry["channel"] is { Length: > 0 } channel
            ? new(merchant, channel)
            : null;

    /// <summary>The document that an entry stands for; all its values are texts.</summary>
    public static JsonElement DocumentOf(IConfigurationSection entry) => JsonSerializer.SerializeToElement(Node(entry));

    private static JsonNode? Node(IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0) return section.Value is null ? null : JsonValue.Create(section.Value);
        var isList = children.TrueForAll(
            child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        if (isList)
            return new JsonArray([.. children.OrderBy(child => int.Parse(child.Key)).Select(Node)]);
        var members = new JsonObject();
        foreach (var child in children) members[child.Key] = Node(child);
        return members;
    }
}
