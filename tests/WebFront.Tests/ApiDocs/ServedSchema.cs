using System.Text.Json;
using Json.Schema;
using QliroAdapter.Norce;

namespace QliroAdapter.WebFront.Tests.ApiDocs;

/// <summary>The schema of configuration documents as a schema library of draft 2020-12 understands it.</summary>
internal static class ServedSchema
{
    private static readonly JsonSchema schema = JsonSchema.FromText(Text());

    public static bool Accepts(string document) => schema.Evaluate(Parsed(document)).IsValid;

    /// <summary>True when the schema is itself one of its draft.</summary>
    public static bool IsOfItsDraft => MetaSchemas.Draft202012.Evaluate(Parsed(Text())).IsValid;

    public static string Text()
    {
        using var reader = new StreamReader(ConfigurationSchema.Open());
        return reader.ReadToEnd();
    }

    private static JsonElement Parsed(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        return parsed.RootElement.Clone();
    }
}
