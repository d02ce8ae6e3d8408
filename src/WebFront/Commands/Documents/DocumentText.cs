using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Settings;
using QliroAdapter.Silo;
using YamlDotNet.Core;

namespace QliroAdapter.WebFront;

/// <summary>Reads the text of a document: YAML by the ending of the file's name, otherwise JSON.</summary>
internal static class DocumentText
{
    private static readonly JsonDocumentOptions strict = new() { AllowDuplicateProperties = false };

    /// <summary>True for what only a document's file is called.</summary>
    public static bool IsNameOfFile(string name) => IsYaml(name) || name.EndsWith(".json", StringComparison.Ordinal);

    /// <exception cref="SettingsException">It is neither.</exception>
    public static WrittenDocument Read(string name, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new SettingsException([$"{name} is empty."]);
        try
        {
            return IsYaml(name) ? YamlText.Read(text) : new(JsonNode.Parse(text, null, strict), PlacesOfJson(text));
        }
        catch (JsonException unreadable)
        {
            var place = unreadable.LineNumber is { } line ? $" (line {line + 1})" : "";
            // The rest says the line again, counted from 0.
            var reason = StartMistakes.OneLine(unreadable).Split(" LineNumber:", 2)[0].Replace(
                " which is not supported in this mode. Change the reader options.", "; take it out.",
                StringComparison.Ordinal);
            throw new SettingsException([$"{name}{place} is no JSON: {reason}"]);
        }
        catch (YamlException unreadable)
        {
            throw new SettingsException(
                [$"{name} (line {unreadable.Start.Line}) is no YAML: {StartMistakes.OneLine(unreadable)}"]);
        }
    }

    /// <summary>True for a name that ends as those of YAML files.</summary>
    public static bool IsYaml(string name) => name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    // JSON is YAML, but for details of how it may be indented.
    private static IReadOnlyDictionary<string, string> PlacesOfJson(string text)
    {
        try
        {
            return YamlText.Read(text).Places;
        }
        catch (YamlException)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }
}
