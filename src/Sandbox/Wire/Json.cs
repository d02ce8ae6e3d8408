using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QliroAdapter.Sandbox.Wire;

/// <summary>Reading and writing of JSON trees, the same way everywhere in the simulators.</summary>
public static class Json
{
    private static readonly JsonSerializerOptions plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(JsonNode? node) => node?.ToJsonString(plain) ?? "null";

    /// <summary>The parsed tree, or null when the text is not JSON or names a member twice.</summary>
    public static JsonNode? TryParse(string text, bool ignoreCase = false)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            var node = JsonNode.Parse(text, new JsonNodeOptions { PropertyNameCaseInsensitive = ignoreCase });
            Touch(node);
            return node;
        }
        catch (JsonException) { return null; }
        catch (ArgumentException) { return null; }
    }

    /// <summary>
    /// An independent copy whose numbers are all parsed from text, whatever type they were created from.
    /// </summary>
    public static T Copy<T>(T node) where T : JsonNode => (T)JsonNode.Parse(Text(node), node.Options)!;

    public static JsonObject Object(string text) => (JsonObject)JsonNode.Parse(text)!;

    public static string? String(JsonNode? node)
        => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A text, also when it was sent as a number.</summary>
    public static string? Scalar(JsonNode? node) => node is JsonValue ? String(node) ?? Text(node) : null;

    public static bool Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public static decimal? Number(JsonNode? node)
    {
        if (node is not JsonValue || node.GetValueKind() != JsonValueKind.Number) return null;
        return decimal.TryParse(Text(node), System.Globalization.NumberStyles.Float, null, out var number) ? number
            : null;
    }

    public static JsonArray Array(JsonNode? node) => node as JsonArray ?? [];

    /// <summary>The objects of an array; other entries are left out.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => Array(node).OfType<JsonObject>();

    public static bool Same(JsonNode? left, JsonNode? right) => JsonNode.DeepEquals(left, right);

    // Trees are built lazily. Walking them once makes a duplicate member fail here and not later.
    private static void Touch(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject obj:
                foreach (var member in obj) Touch(member.Value);
                break;
            case JsonArray array:
                foreach (var item in array) Touch(item);
                break;
        }
    }
}
