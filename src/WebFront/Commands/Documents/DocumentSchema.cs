using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Pointer;
using Json.Schema;
using QliroAdapter.Norce;
using QliroAdapter.Settings;

namespace QliroAdapter.WebFront;

/// <summary>
/// What the served schema refuses in a document. Norce and <c>ncoctl</c> validate by it, and it is stricter than the
/// adapter: letter case counts, and numbers and truth values are no texts.
/// </summary>
public static partial class DocumentSchema
{
    private static readonly JsonElement written = Written();
    private static readonly JsonSchema schema = JsonSchema.FromText(written.GetRawText());
    private static readonly EvaluationOptions everything = new() { OutputFormat = OutputFormat.Hierarchical };
    private static readonly string[] placeholders = ["{orderId}", "{merchant}", "{channel}"];
    private static readonly HashSet<string> names = new(Names(written), StringComparer.OrdinalIgnoreCase);

    /// <summary>One for each key that it refuses, with the cure and without the value; none when all is well.</summary>
    public static IReadOnlyList<SettingsMistake> Mistakes(JsonNode document)
    {
        var whole = JsonSerializer.SerializeToElement(document);
        var result = schema.Evaluate(whole, everything);
        if (result.IsValid) return [];
        var found = Refusals(result, whole)
            .DistinctBy(one => one.Mistake.Key, StringComparer.Ordinal).ToList();
        // A key is missing because it is written in another way: one mistake.
        return [.. found.Where(one => one.MissingIn is not { } place || !found.Exists(other =>
            other.MissingIn is null && IsWithin(place, other.Mistake.Key))).Select(one => one.Mistake)];
    }

    /// <summary>The group in which a key usually stands; absent when that is the root.</summary>
    internal static string? GroupOf(string key) => written.GetProperty("examples")[0].EnumerateObject()
        .Where(group => group.Value.ValueKind == JsonValueKind.Object && group.Value.TryGetProperty(key, out _))
        .Select(group => group.Name).FirstOrDefault();

    /// <summary>True for the key itself and for what stands below it.</summary>
    internal static bool IsWithin(string whole, string key) => whole.Length == 0
        || (key.StartsWith(whole, StringComparison.OrdinalIgnoreCase)
            && (key.Length == whole.Length || key[whole.Length] is '.' or '['));

    private static IEnumerable<Refusal> Refusals(EvaluationResults result, JsonElement whole)
    {
        var below = (result.Details ?? []).Where(part => !part.IsValid).ToList();
        var errors = result.Errors ?? [];
        if (below.Count == 0 && errors.Count == 0) errors = new() { ["not"] = "it is one of those that are not taken" };
        var key = KeyOf(result.InstanceLocation, whole);
        var value = result.InstanceLocation.Evaluate(whole) ?? whole;
        var rule = RuleAt(result.SchemaLocation);
        return errors.SelectMany(error => error.Key == "required"
                ? Missing(key, error.Value)
                : [new(new(key, Phrase(error.Key, rule, value, key) ?? $"is refused: {error.Value}"), null)])
            .Concat(below.SelectMany(part => Refusals(part, whole)));
    }

    // Behind some references it names a place that is none.
    private static JsonElement? RuleAt(Uri schemaLocation)
        => JsonPointer.TryParse(Uri.UnescapeDataString(schemaLocation.Fragment.TrimStart('#')), out var place)
            ? place.Evaluate(written) : null;

    // The library says: Required properties ["provider"] are not present.
    private static IEnumerable<Refusal> Missing(string key, string message)
    {
        var list = message[message.IndexOf('[', StringComparison.Ordinal)..(message.LastIndexOf(']') + 1)];
        return JsonSerializer.Deserialize<string[]>(list)!
            .Select(name => new Refusal(new(key.Length == 0 ? name : $"{key}.{name}", "is required"), key));
    }

    private static string? Phrase(string keyword, JsonElement? rule, JsonElement value, string key) => keyword switch
    {
        "" => names.TryGetValue(key.Split('.')[^1], out var name)
            ? $"must be written {name}; letter case counts for Norce" : "is no key of the document",
        _ when value.ValueKind == JsonValueKind.Null => "must not be null; give it a value or take the key out",
        _ when value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()) =>
            "is empty; give it a value or take the key out",
        "type" => OfType(rule),
        "enum" => rule is { } some && some.TryGetProperty(keyword, out var words)
            ? $"must be one of {string.Join(", ", words.EnumerateArray())}, in these letters" : null,
        "pattern" => InOtherLetters(value.GetString()!) ?? LikeExample(rule),
        _ => null,
    };

    private static string? OfType(JsonElement? rule)
        => rule is { } some && some.TryGetProperty("type", out var type) ? type.ToString() switch
        {
            "boolean" => "must be true or false, without quotes",
            "integer" => "must be a whole number, without quotes",
            "number" => "must be a number, without quotes",
            "string" => "must be a text, in quotes",
            "array" => "must be a JSON array",
            "object" => "must be a JSON object",
            _ => null,
        } : null;

    private static string? InOtherLetters(string text) => Placeholder().Matches(text)
        .Select(match => match.Value).Where(one => !placeholders.Contains(one, StringComparer.Ordinal))
        .Select(one => $"holds {one}, which must be written "
            + placeholders.First(known => known.Equals(one, StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault();

    private static string? LikeExample(JsonElement? rule)
        => rule is { } some && some.TryGetProperty("examples", out var examples)
            ? $"must be written like {examples[0]}, with nothing before or behind it" : null;

    private static string KeyOf(JsonPointer place, JsonElement whole)
    {
        var (key, at) = ("", whole);
        foreach (var step in Enumerable.Range(0, place.SegmentCount).Select(one => place.GetSegment(one).ToString()))
        {
            key = at.ValueKind == JsonValueKind.Array ? $"{key}[{step}]" : key.Length == 0 ? step : $"{key}.{step}";
            at = at.ValueKind == JsonValueKind.Array ? at[int.Parse(step, null)] : at.GetProperty(step);
        }
        return key;
    }

    private static IEnumerable<string> Names(JsonElement at) => at.ValueKind switch
    {
        JsonValueKind.Object => at.EnumerateObject().SelectMany(one => one is { Name: "properties" }
            ? one.Value.EnumerateObject().Select(key => key.Name).Concat(Names(one.Value)) : Names(one.Value)),
        JsonValueKind.Array => at.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    private static JsonElement Written()
    {
        using var text = ConfigurationSchema.Open();
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    [GeneratedRegex(@"\{(orderId|merchant|channel)\}", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
        | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    /// <param name="Mistake">What is wrong with which key.</param>
    /// <param name="MissingIn">Where a required key is missing; absent for any other mistake.</param>
    private sealed record Refusal(SettingsMistake Mistake, string? MissingIn);
}
