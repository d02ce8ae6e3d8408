using System.Text.Json.Nodes;
using QliroAdapter.Settings;

namespace QliroAdapter.WebFront;

/// <summary>A channel's document as somebody wrote it. Immutable.</summary>
/// <param name="Root">What it says.</param>
/// <param name="Places">
/// Where keys stand, such as <c>line 4</c>, by the whole key as <see cref="SettingsNode.Path"/> writes it.
/// </param>
internal sealed record WrittenDocument(JsonNode? Root, IReadOnlyDictionary<string, string> Places)
{
    /// <summary>Where a key belongs that stands nowhere; absent where that needs no word.</summary>
    public string? Home { get; init; }

    /// <summary>One line for each mistake, with its key and where that stands.</summary>
    public IReadOnlyList<string> Mistakes(string name) => Root is JsonObject document
        ? [.. DocumentMistakes.Of(document).Select(Line)]
        : [DocumentText.IsYaml(name) ? $"{name} has no keys." : $"{name} is no JSON object."];

    /// <summary>The same document with this in front of every place.</summary>
    public WrittenDocument In(string file)
        => this with { Places = Places.ToDictionary(one => one.Key, one => $"{file}, {one.Value}"), Home = file };

    /// <summary>Both as one: where both have a key, this one's counts.</summary>
    public WrittenDocument Over(WrittenDocument below)
    {
        var places = below.Places.ToDictionary(StringComparer.Ordinal);
        foreach (var (key, place) in Places) places[key] = place;
        return new(Over(Root, below.Root), places) { Home = Home };
    }

    private static JsonNode? Over(JsonNode? above, JsonNode? below)
    {
        if (above is not JsonObject members || below is not JsonObject others) return above?.DeepClone();
        var both = (JsonObject)others.DeepClone();
        foreach (var (name, value) in members) both[name] = Over(value, both[name]);
        return both;
    }

    private string Line(SettingsMistake mistake)
        => (Places.GetValueOrDefault(mistake.Key) ?? Home) is { } place
            ? $"{mistake with { Key = $"{mistake.Key} ({place})" }}"
            : $"{mistake}";
}
