using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace QliroAdapter.Settings;

/// <summary>
/// Finds keys that nobody reads, in the sections of those that somebody does and in sections that are misspelled, and
/// names the nearest key that is read.
/// </summary>
/// <param name="known">Every key that is read, as <see cref="SettingKeys"/> writes them.</param>
public sealed class UnknownKeys(IEnumerable<string> known)
{
    private readonly string[][] keys = [.. known.Select(key => key.Split(':'))];

    /// <summary>One mistake per key.</summary>
    public IEnumerable<SettingsMistake> In(IConfiguration configuration)
        => configuration.GetChildren().Where(IsOurs).SelectMany(section => SettingsNode.Of(section).Leaves())
            .Where(leaf => leaf.Path.Contains(':', StringComparison.Ordinal) && !IsKnown(leaf.Path.Split(':')))
            .Select(leaf => new SettingsMistake(leaf.Path, $"is no setting; the nearest is {Nearest(leaf.Path)}"));

    /// <summary>The same of a document, where each mistake is told at the highest key that nobody knows.</summary>
    public IEnumerable<SettingsMistake> In(SettingsNode document)
        => document.Members.SelectMany(member => Below(member, [member.Name]));

    private IEnumerable<SettingsMistake> Below(SettingsNode node, string[] parts)
    {
        if (IsKnown(parts)) return [];
        if (Array.Exists(keys, key => key.Length > parts.Length && Matches(key[..parts.Length], parts)))
            return node.Members.SelectMany(member => Below(member, [.. parts, member.Name]));
        return [new(node.Path, $"is no key of the document; the nearest is {NearestOf(parts)}")];
    }

    // A misspelled group is compared with groups, and a key of a group with keys of groups.
    private string NearestOf(string[] parts) => keys.Where(key => key.Length >= parts.Length)
        .Select(key => key[..parts.Length]).Where(key => key[^1] is not ("*" or "N"))
        .Select(key => (Key: key, Distance: Distance(
            string.Join('.', key.Select((part, at) => part == "N" ? parts[at] : part)).ToUpperInvariant(),
            string.Join('.', parts).ToUpperInvariant())))
        .MinBy(one => one.Distance).Key
        .Select((part, at) => part == "N" ? $"[{NumberAt(parts, at)}]" : part)
        .Aggregate((path, part) => part[0] == '[' ? path + part : $"{path}.{part}");

    /// <summary>The known key that is fewest letters away, with the numbers of the given one.</summary>
    public string Nearest(string key)
    {
        var parts = key.Split(':');
        return keys.Select(one => string.Join(':', one.Select((part, at) => part == "N" ? NumberAt(parts, at) : part)))
            .MinBy(one => Distance(one.ToUpperInvariant(), key.ToUpperInvariant()))!;
    }

    // A section is ours by its name, or by a name that is nearly it: the environment holds many others.
    private bool IsOurs(IConfigurationSection section) => section.GetChildren().Any()
        && keys.Select(key => key[0]).Distinct(StringComparer.Ordinal).Any(name =>
            Distance(name.ToUpperInvariant(), section.Key.ToUpperInvariant()) <= name.Length / 3);

    private bool IsKnown(string[] parts) => Array.Exists(keys, key => Matches(key, parts));

    private static bool Matches(string[] key, string[] parts)
    {
        for (var at = 0; at < key.Length; at++)
        {
            if (key[at] == "*") return parts.Length > at;
            if (at >= parts.Length || !(key[at] == "N" ? IsNumber(parts[at])
                : string.Equals(key[at], parts[at], StringComparison.OrdinalIgnoreCase))) return false;
        }
        return key.Length == parts.Length;
    }

    private static string NumberAt(string[] parts, int at)
        => at < parts.Length && IsNumber(parts[at]) ? parts[at] : "0";

    private static bool IsNumber(string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>Letters to put in, take out, replace, or swap with the next, at least.</summary>
    private static int Distance(string one, string other)
    {
        var (before, last, row) = (new int[other.Length + 1], new int[other.Length + 1], new int[other.Length + 1]);
        for (var column = 0; column <= other.Length; column++) last[column] = column;
        for (var line = 1; line <= one.Length; line++)
        {
            row[0] = line;
            for (var column = 1; column <= other.Length; column++)
            {
                var replaced = last[column - 1] + (one[line - 1] == other[column - 1] ? 0 : 1);
                row[column] = Math.Min(replaced, Math.Min(last[column], row[column - 1]) + 1);
                if (line > 1 && column > 1 && one[line - 1] == other[column - 2] && one[line - 2] == other[column - 1])
                    row[column] = Math.Min(row[column], before[column - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[other.Length];
    }
}
