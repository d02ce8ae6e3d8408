using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace QliroAdapter.WebFront;

/// <summary>
/// YAML as JSON, by the core schema of YAML 1.2: what stands without quotes and looks like a number, a truth value or
/// nothing is that, and everything else is a text.
/// </summary>
internal sealed class YamlText
{
    // No document is as deep; one that contains itself is.
    private const int DepthMax = 32;

    private readonly Dictionary<string, string> places = new(StringComparer.Ordinal);
    private readonly bool hasLines;

    private YamlText(bool hasLines) => this.hasLines = hasLines;

    /// <exception cref="YamlException">It is no YAML, or not one document.</exception>
    public static WrittenDocument Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        if (stream.Documents.Count == 0) throw new YamlException("There is nothing in it.");
        var root = stream.Documents[^1].RootNode;
        if (stream.Documents.Count > 1)
            throw new YamlException(root.Start, root.End, "A second document begins, and a channel has one.");
        // Of a text in one line nobody needs to be told where.
        var yaml = new YamlText(hasLines: text.AsSpan().Trim().Contains('\n'));
        return new(yaml.Json(root, "", DepthMax), yaml.places);
    }

    private JsonNode? Json(YamlNode node, string path, int depthLeft)
    {
        if (depthLeft == 0) throw new YamlException(node.Start, node.End, "Too deep, or within itself.");
        return node switch
        {
            YamlMappingNode mapping => new JsonObject(
                mapping.Children.Select(member => Member(member, path, depthLeft))),
            YamlSequenceNode list => new JsonArray(
                [.. list.Children.Select((entry, at) => Json(entry, Placed($"{path}[{at}]", entry), depthLeft - 1))]),
            YamlScalarNode { Style: ScalarStyle.Plain, Tag.IsEmpty: true } scalar => Plain(scalar.Value ?? ""),
            YamlScalarNode scalar => scalar.Value,
            _ => throw new YamlException(node.Start, node.End, "Neither a text nor a list nor keys."),
        };
    }

    private KeyValuePair<string, JsonNode?> Member(
        KeyValuePair<YamlNode, YamlNode> member, string path, int depthLeft)
    {
        if (member.Key is not YamlScalarNode { Value: { } name })
            throw new YamlException(member.Key.Start, member.Key.End, "A key must be a text.");
        var key = Placed(path.Length == 0 ? name : $"{path}.{name}", member.Key);
        return new(name, Json(member.Value, key, depthLeft - 1));
    }

    private string Placed(string path, YamlNode node)
    {
        if (hasLines) places[path] = $"line {node.Start.Line}";
        return path;
    }

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && text.AsSpan().Trim().Length == text.Length ? number : text,
    };
}
