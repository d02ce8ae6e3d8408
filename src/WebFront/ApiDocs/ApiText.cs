using System.Text.Encodings.Web;
using System.Text.Json;

namespace QliroAdapter.WebFront;

/// <summary>How the API page reads and writes parts of the API document. Pure.</summary>
internal static class ApiText
{
    private const string Schemas = "#/components/schemas/";

    // The page's renderer encodes what HTML needs encoded.
    private static readonly JsonSerializerOptions indented = WebJson.Ready(new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>A text member; empty when there is none.</summary>
    public static string Of(JsonElement owner, string name)
        => owner.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    public static bool IsTrue(JsonElement owner, string name)
        => owner.TryGetProperty(name, out var truth) && truth.ValueKind == JsonValueKind.True;

    public static string Indented(JsonElement value) => JsonSerializer.Serialize(value, indented);

    /// <summary>The place of a schema in the page.</summary>
    public static string AnchorOf(string schema) => $"schema-{schema}";

    /// <summary>The schema that this one only names; null when it is one itself.</summary>
    public static string? ReferenceOf(JsonElement schema)
    {
        if (schema.TryGetProperty("allOf", out var all) && all.GetArrayLength() == 1) return ReferenceOf(all[0]);
        var reference = Of(schema, "$ref");
        return reference.StartsWith(Schemas, StringComparison.Ordinal) ? reference[Schemas.Length..] : null;
    }

    /// <summary>Such as <c>string (date-time)</c>.</summary>
    public static string TypeOf(JsonElement schema)
    {
        var (type, format) = (Of(schema, "type"), Of(schema, "format"));
        if (type.Length == 0) return "anything";
        return format.Length == 0 ? type : $"{type} ({format})";
    }
}
