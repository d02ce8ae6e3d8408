using System.Globalization;
using System.Text.Json.Nodes;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>Pointers into an order, after RFC 6901.</summary>
internal static class JsonPointer
{
    public static string[] Parts(string pointer) => pointer.Length == 0 ? []
        : [.. pointer[1..].Split('/')
            .Select(part =>
                part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    public static bool IsPointer(string? text) => text is not null && (text.Length == 0 || text[0] == '/');

    public static JsonNode? Read(JsonNode? root, string pointer)
    {
        var node = root;
        foreach (var part in Parts(pointer))
        {
            node = node switch
            {
                JsonObject obj => obj[part],
                JsonArray array when Index(part) is { } at && at < array.Count => array[at],
                _ => null,
            };
        }

        return node;
    }

    /// <summary>True when the inner pointer names the same place as the outer one, or a place inside it.</summary>
    public static bool Covers(string outer, string inner) => outer.Length == 0 || inner == outer
        || inner.StartsWith(outer + "/", StringComparison.Ordinal);

    public static int? Index(string part)
        => int.TryParse(part, NumberStyles.None, null, out var index) ? index : null;
}
