using System.Text.Json;

namespace QliroAdapter.Norce;

/// <summary>
/// The JSON Schema of the configuration document: it is served, and documents are checked by it. Thread-safe.
/// </summary>
public static class ConfigurationSchema
{
    private const string Resource = "qliro_checkout_adapter.json";

    private static readonly Lazy<SchemaRules> rules = new(() =>
    {
        using var stream = Open();
        using var schema = JsonDocument.Parse(stream);
        return new(schema.RootElement.Clone());
    });

    /// <summary>The schema's text, UTF-8.</summary>
    public static Stream Open() => typeof(ConfigurationSchema).Assembly.GetManifestResourceStream(Resource)!;

    /// <summary>The first thing that is wrong, naming the key by its path; null when the document is right.</summary>
    public static string? MistakeIn(JsonElement document) => rules.Value.MistakeIn(document);
}
