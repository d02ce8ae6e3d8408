using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Norce;
using QliroAdapter.Settings;

namespace QliroAdapter.WebFront;

/// <summary>
/// All that a person should mend in a document before it is stored: what <see cref="DocumentCheck"/> says of it, and
/// what the served schema refuses beyond that, each mistake once.
/// </summary>
internal static class DocumentMistakes
{
    /// <summary>One for each mistake; none when the adapter, Norce and its tool take the document.</summary>
    public static IReadOnlyList<SettingsMistake> Of(JsonObject document)
    {
        var found = DocumentCheck.Mistakes(SettingsNode.Of(JsonSerializer.SerializeToElement(document)));
        var refused = DocumentSchema.Mistakes(document);
        List<SettingsMistake> told = [.. found.Select(Placed)
            .Where(one => !IsMissing(one) || !found.Concat(refused).Any(other => IsWhy(other, one)))];
        told.AddRange(OfName(document));
        return [.. told, .. refused.Where(other => !found.Concat(told).Any(one => IsSame(one.Key, other.Key)))];
    }

    /// <summary>The same of a document that was handed out; of one in the settings what the reader says.</summary>
    /// <param name="read">As it was read.</param>
    /// <param name="name">What the whole document is called.</param>
    public static IReadOnlyList<SettingsMistake> Of(DocumentRead read, string name = "the document")
    {
        if (read.Text is not { } text) return read.Mistakes;
        try
        {
            return DocumentText.Read(name, text.Reveal()).Root is JsonObject document ? Of(document) : read.Mistakes;
        }
        catch (SettingsException unreadable)
        {
            return [new(name, unreadable.Mistakes[0][name.Length..].Trim(' ', '.'))];
        }
    }

    private static bool IsSame(string one, string other)
        => DocumentSchema.IsWithin(one, other) || DocumentSchema.IsWithin(other, one);

    // The required key is there, or its group is, under a name to which it is the nearest; or its group is no object.
    private static bool IsWhy(SettingsMistake other, SettingsMistake missing)
        => !IsMissing(other) && (missing.Key.StartsWith($"{other.Key}.", StringComparison.Ordinal)
            || (other.Phrase.Split("; the nearest is ") is [_, var nearest]
                && (DocumentSchema.IsWithin(nearest, missing.Key)
                    || missing.Key.EndsWith($".{nearest}", StringComparison.Ordinal))));

    // Where it belongs is half of the cure.
    private static SettingsMistake Placed(SettingsMistake mistake)
        => IsMissing(mistake) && DocumentSchema.GroupOf(mistake.Key) is { } group
            ? mistake with { Key = $"{group}.{mistake.Key}" }
            : mistake;

    private static bool IsMissing(SettingsMistake mistake) => mistake.Phrase == "is required";

    // The schema takes any name, because documents under other ones are stored already.
    private static IEnumerable<SettingsMistake> OfName(JsonObject document)
        => document["id"] is JsonValue name && name.TryGetValue<string>(out var id) && id != NorceAdapter.Id
            ? [new("id", $"must be {NorceAdapter.Id}, the name under which the adapter asks Norce for the document")]
            : [];
}
