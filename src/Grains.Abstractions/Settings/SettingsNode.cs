using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace QliroAdapter.Settings;

/// <summary>
/// One place in a tree of settings: a text, members by name, or entries of a list. The tree comes from the process's
/// settings, which hold texts only, or from a JSON document. What is null is not there. Immutable.
/// </summary>
public sealed class SettingsNode
{
    private readonly Func<JsonElement> json;
    private readonly bool isJson;

    private SettingsNode(string name, string path, bool isJson, Func<JsonElement> json)
        => (Name, Path, this.isJson, this.json) = (name, path, isJson, json);

    /// <summary>The last part of the key.</summary>
    public string Name { get; }

    /// <summary>The whole key: <c>Norce:Token</c>, or <c>shippingOptions[0].price</c> in a document.</summary>
    public string Path { get; }

    /// <summary>The value; absent where there are members, or could be.</summary>
    public string? Text { get; private init; }

    /// <summary>In the tree's order; of a list its entries.</summary>
    public IReadOnlyList<SettingsNode> Members { get; init; } = [];

    /// <summary>Members are entries.</summary>
    public bool IsList { get; private init; }

    /// <summary>Has members by name, or none yet.</summary>
    public bool IsObject => Text is null && !IsList;

    /// <summary>The same as JSON; of settings a text for every value.</summary>
    public JsonElement Json => json();

    /// <summary>A section of the settings.</summary>
    public static SettingsNode Of(IConfigurationSection section)
    {
        SettingsNode[] members =
        [
            .. section.GetChildren().Where(child => child.Value is not null || child.GetChildren().Any()).Select(Of),
        ];
        var isList = members.Length > 0 && Array.TrueForAll(members, member => IsIndex(member.Name));
        return new(section.Key, section.Path, isJson: false, () => JsonSerializer.SerializeToElement(ToJson(section)))
        {
            Text = members.Length == 0 ? section.Value : null,
            Members = isList ? [.. members.OrderBy(member => Index(member.Name))] : members,
            IsList = isList,
        };
    }

    /// <summary>A JSON document.</summary>
    public static SettingsNode Of(JsonElement document) => Of(document, "", "");

    /// <summary>By its name in any letter case; null when it is not there.</summary>
    public SettingsNode? Member(string name)
        => Members.FirstOrDefault(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The whole key of a member, whether it is there or not.</summary>
    public string PathOf(string name) => Member(name)?.Path ?? Join(Path, name, isJson);

    /// <summary>The same place with these members in place of its own.</summary>
    public SettingsNode With(IReadOnlyList<SettingsNode> members)
        => new(Name, Path, isJson, json) { Members = members };

    /// <summary>Every value below, by whole key.</summary>
    public IEnumerable<SettingsNode> Leaves()
        => Members.Count == 0 ? [this] : Members.SelectMany(member => member.Leaves());

    private static SettingsNode Of(JsonElement value, string name, string path)
        => new(name, path, isJson: true, () => value)
        {
            Text = value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? null : value.ToString(),
            IsList = value.ValueKind == JsonValueKind.Array,
            Members = MembersOf(value, path),
        };

    private static IReadOnlyList<SettingsNode> MembersOf(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object =>
        [
            .. value.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null)
                .Select(member => Of(member.Value, member.Name, Join(path, member.Name, isJson: true))),
        ],
        JsonValueKind.Array =>
            [.. value.EnumerateArray().Select((entry, index) => Of(entry, $"{index}", $"{path}[{index}]"))],
        _ => [],
    };

    private static string Join(string path, string name, bool isJson)
        => path.Length == 0 ? name : $"{path}{(isJson ? '.' : ':')}{name}";

    private static JsonNode? ToJson(IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0) return section.Value is null ? null : JsonValue.Create(section.Value);
        if (children.TrueForAll(child => IsIndex(child.Key)))
            return new JsonArray([.. children.OrderBy(child => Index(child.Key)).Select(ToJson)]);
        return new JsonObject(children.Select(child => KeyValuePair.Create(child.Key, ToJson(child))));
    }

    private static bool IsIndex(string name)
        => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static int Index(string name) => int.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture);
}
