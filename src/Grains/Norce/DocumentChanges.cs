using System.Text.Json;
using QliroAdapter.Settings;

namespace QliroAdapter.Norce;

/// <summary>Which keys of a configuration document have changed. Never the values: one is a secret. Pure.</summary>
internal static class DocumentChanges
{
    /// <summary>Stands for a document that is gone or can no longer be used.</summary>
    public const string Gone = "the whole document: gone, inactive or invalid";

    /// <summary>Stands for one that is there again.</summary>
    public const string Back = "the whole document: there again";

    /// <summary>More keys are counted.</summary>
    public const int KeysMax = 20;

    /// <summary>A longer key is somebody's mistake.</summary>
    private const int KeyLengthMax = 100;

    /// <param name="before">Null when there was none.</param>
    /// <param name="after">Null when there is none.</param>
    public static IReadOnlyList<string> Between(string? before, string? after)
    {
        if (after is null) return [Gone];
        if (before is null) return [Back];
        var (old, fresh) = (Values(before), Values(after));
        var keys = old.Keys.Union(fresh.Keys, StringComparer.Ordinal)
            .Where(key => old.GetValueOrDefault(key) != fresh.GetValueOrDefault(key))
            .Order(StringComparer.Ordinal).Select(key => WellFormedText.Cut(key, KeyLengthMax)).ToList();
        if (keys.Count == 0) return ["nothing that counts: only how it is written"];
        return keys.Count <= KeysMax
            ? keys
            : [.. keys.Take(KeysMax), $"and {keys.Count - KeysMax} more"];
    }

    private static Dictionary<string, string?> Values(string document)
    {
        using var json = JsonDocument.Parse(document);
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var leaf in SettingsNode.Of(json.RootElement).Leaves()) values[leaf.Path] = leaf.Text;
        return values;
    }
}
