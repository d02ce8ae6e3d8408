using System.Text;
using System.Text.Json.Nodes;

namespace QliroAdapter.Sandbox.Wire;

/// <summary>
/// One request as it arrived: the raw path, the headers by name without regard to case, and the exact bytes.
/// </summary>
public sealed record WireRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers,
    byte[] Body)
{
    /// <summary>The body read as UTF-8.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body);

    /// <summary>A header's value, or an empty text when it is absent.</summary>
    public string Header(string name) => Headers.TryGetValue(name, out var value) ? value : "";

    /// <summary>A query parameter's value by name without regard to case, or null.</summary>
    public string? Parameter(string name)
    {
        foreach (var (key, value) in Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Query))
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) return value.ToString();
        }

        return null;
    }

    /// <summary>The body as JSON; null when it is empty, unreadable or the word null.</summary>
    public JsonNode? Json(bool ignoreCase = false) => Wire.Json.TryParse(BodyText, ignoreCase);

    /// <summary>The path's parts, unescaped.</summary>
    public string[] Segments =>
        [.. Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
}
