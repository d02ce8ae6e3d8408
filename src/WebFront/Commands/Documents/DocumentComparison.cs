using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QliroAdapter.WebFront;

/// <summary>
/// What storing a document in place of another would change, key by key. The order of keys does not count. Secrets are
/// compared and never shown.
/// </summary>
/// <param name="stored">The document as it is.</param>
/// <param name="document">The document to store.</param>
internal sealed class DocumentComparison(JsonNode? stored, JsonNode? document)
{
    // Only printed: a URL is read by people, so its & stays one.
    private static readonly JsonSerializerOptions readable = Readable();

    // Qliro hands the last one on to others, and what they call their secrets nobody here knows.
    private static readonly string[] secret = ["secret", "password", "token", "loyaltyConfiguration"];

    /// <summary>True when both hold the same.</summary>
    public bool IsSame => JsonNode.DeepEquals(stored, document);

    /// <summary>One for each key of either: first what is new, changed and gone, and then what is unchanged.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            var (before, after) = (Keys(stored), Keys(document));
            return
            [
                .. after.Where(one => !before.ContainsKey(one.Key))
                    .Select(one => $"new        {one.Key}: {Shown(one.Key, one.Value)}"),
                .. after.Where(one => before.TryGetValue(one.Key, out var old) && !JsonNode.DeepEquals(old, one.Value))
                    .Select(one => $"changed    {one.Key}: {Change(one.Key, before[one.Key], one.Value)}"),
                .. before.Where(one => !after.ContainsKey(one.Key))
                    .Select(one => $"gone       {one.Key}: {Shown(one.Key, one.Value)}"),
                .. after.Where(one => before.TryGetValue(one.Key, out var old) && JsonNode.DeepEquals(old, one.Value))
                    .Select(one => $"unchanged  {one.Key}"),
            ];
        }
    }

    private static Dictionary<string, JsonNode?> Keys(JsonNode? root)
        => Below("", root).ToDictionary(StringComparer.Ordinal);

    // An empty object or list is a value of its own.
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Below(string path, JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } members => members.SelectMany(member => Below(
            path.Length == 0 ? member.Key : $"{path}.{member.Key}", member.Value)),
        JsonArray { Count: > 0 } entries => entries.SelectMany((entry, at) => Below($"{path}[{at}]", entry)),
        JsonObject when path.Length == 0 => [],
        _ => [KeyValuePair.Create(path, node)],
    };

    private static string Change(string key, JsonNode? before, JsonNode? after)
        => IsSecret(key) ? Shown(key, after) : $"{Shown(key, before)} becomes {Shown(key, after)}";

    private static string Shown(string key, JsonNode? value)
        => IsSecret(key) ? "(not shown)" : value?.ToJsonString(readable) ?? "null";

    private static JsonSerializerOptions Readable()
    {
        var options = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static bool IsSecret(string key)
        => Array.Exists(secret, word => key.Contains(word, StringComparison.OrdinalIgnoreCase));
}
