using System.Text.Json;
using QliroAdapter.Outbox;

namespace QliroAdapter.Ops;

/// <summary>What is different in two documents of a payment, member by member. Pure.</summary>
internal static class ChangedMembers
{
    /// <summary>More are counted.</summary>
    public const int Max = 200;

    private const int LengthMax = 200;

    // What an entry of a list is known by, so that one that leaves does not make all behind it look changed.
    private static readonly string[] names = ["kind", "reference", "type", "number", "ordinal", "id"];

    // Members and outbox entries that are stored under names of earlier versions.
    private static readonly Dictionary<string, string> members = new(StringComparer.Ordinal)
    {
        ["owed"] = "outbox", ["terms"] = "configuration",
    };

    private static readonly Dictionary<string, string> kinds = Enum.GetValues<OutboxKind>().ToDictionary(
        kind => JsonSerializer.SerializeToElement(kind).GetString()!, kind => kind.ToString(), StringComparer.Ordinal);

    /// <summary>Added, removed and changed values, in the order of the documents.</summary>
    public static IReadOnlyList<ChangedMember> Between(string before, string after)
    {
        var (old, fresh) = (Values(before), Values(after));
        return
        [
            .. fresh.Keys.Union(old.Keys, StringComparer.Ordinal)
                .Select(path => new ChangedMember(path, old.GetValueOrDefault(path), fresh.GetValueOrDefault(path)))
                .Where(member => member.Before != member.After),
        ];
    }

    private static Dictionary<string, string> Values(string document)
    {
        using var json = JsonDocument.Parse(document);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Read(json.RootElement, "", values);
        return values;
    }

    private static void Read(JsonElement value, string path, Dictionary<string, string> values)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    var name = path.Length == 0 ? members.GetValueOrDefault(member.Name, member.Name) : member.Name;
                    Read(member.Value, path.Length == 0 ? name : $"{path}.{name}", values);
                }
                break;
            case JsonValueKind.Array:
                var taken = new HashSet<string>(StringComparer.Ordinal);
                foreach (var (entry, index) in value.EnumerateArray().Select((entry, index) => (entry, index)))
                {
                    var name = NameOf(entry);
                    if (name.Length == 0 || !taken.Add(name)) name = $"{name}#{index + 1}";
                    Read(entry, $"{path}[{name}]", values);
                }
                break;
            default:
                values[path] = WellFormedText.Cut(
                    path.EndsWith(".kind", StringComparison.Ordinal) ? KindOf(value.ToString()) : value.ToString(),
                    LengthMax);
                break;
        }
    }

    private static string NameOf(JsonElement entry) => entry.ValueKind != JsonValueKind.Object ? "" : string.Join(
        ' ', names.Select(name => entry.TryGetProperty(name, out var value) ? KindOf(value.ToString()) : "")
            .Where(text => text.Length > 0));

    private static string KindOf(string stored) => kinds.GetValueOrDefault(stored, stored);
}

/// <summary>One member that is different.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Before">Absent where it was not there.</param>
/// <param name="After">Absent where it is not there any more.</param>
public sealed record ChangedMember(string Path, string? Before, string? After);
