using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace QliroAdapter.Norce;

/// <summary>
/// Checks documents by a JSON Schema (draft 7), as far as ours uses it: an unknown keyword is a fault of the schema and
/// throws. Documents are read as liberally as <see cref="ConfigurationDocument"/> reads them, because settings hold
/// only texts: names in any letter case, null and blank texts as absent, numbers and truth values also as texts.
/// </summary>
internal sealed class SchemaRules(JsonElement root)
{
    private static readonly TimeSpan PatternTakes = TimeSpan.FromSeconds(1);

    /// <summary>The first mistake in the schema's order; null when there is none.</summary>
    public string? MistakeIn(JsonElement document) => Check(root, document, "");

    private string? Check(JsonElement schema, JsonElement value, string path)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            if (Check(keyword, schema, value, path) is { } mistake) return mistake;
        }
        return null;
    }

    private string? Check(JsonProperty keyword, JsonElement schema, JsonElement value, string path)
        => keyword.Name switch
    {
        "$ref" => Check(Definition(keyword.Value), value, path),
        "allOf" => keyword.Value.EnumerateArray()
            .Select(one => Check(one, value, path)).FirstOrDefault(found => found is not null),
        "anyOf" => AnyOf(keyword.Value, value, path),
        "type" => Type(keyword.Value, value, path),
        "properties" => Properties(keyword.Value, value, path),
        "additionalProperties" => Others(keyword.Value, schema, value, path),
        "required" => Required(keyword.Value, value, path),
        "items" => Items(keyword.Value, value, path),
        "maxItems" => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > keyword.Value.GetInt32()
            ? $"{path} must have at most {keyword.Value} entries" : null,
        "enum" => Enum(keyword.Value, value, path),
        "pattern" or "minLength" or "maxLength" => Text(keyword, value, path),
        "minimum" or "maximum" => Bound(keyword, value, path),
        "$schema" or "title" or "description" or "default" or "examples" or "definitions" or "format" or "writeOnly"
            => null,
        _ => throw new InvalidOperationException(
            $"The configuration's schema uses '{keyword.Name}', which is not checked."),
    };

    private JsonElement Definition(JsonElement reference)
        => reference.GetString()!.TrimStart('#', '/').Split('/')
            .Aggregate(root, (part, name) => part.GetProperty(name));

    /// <summary>When a value fits none of the alternatives, the first alternative's mistake is reported.</summary>
    private string? AnyOf(JsonElement ways, JsonElement value, string path)
    {
        string? first = null;
        foreach (var way in ways.EnumerateArray())
        {
            if (Check(way, value, path) is not { } mistake) return null;
            first ??= mistake;
        }
        return first;
    }

    private static string? Type(JsonElement types, JsonElement value, string path)
    {
        string[] names = types.ValueKind == JsonValueKind.Array
            ? [.. types.EnumerateArray().Select(one => one.GetString()!)]
            : [types.GetString()!];
        return Array.Exists(names, name => Is(name, value))
            ? null
            : $"{Name(path)} must be of type {string.Join(" or ", names)}";
    }

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array),
        "boolean" => ConfigurationDocument.Truth(value.ToString()) is not null && Is("string", value),
        "integer" => Number(value) is { } number && number == decimal.Truncate(number),
        "number" => Number(value) is not null,
        _ => throw new InvalidOperationException(
            $"The configuration's schema uses the type '{type}', which is not checked."),
    };

    private string? Properties(JsonElement properties, JsonElement value, string path)
    {
        foreach (var property in properties.EnumerateObject())
        {
            if (ConfigurationDocument.Stated(value, property.Name) is { } member
                && Check(property.Value, member, Join(path, property.Name)) is { } mistake) return mistake;
        }
        return null;
    }

    private string? Others(JsonElement rule, JsonElement schema, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object) return null;
        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        return value.EnumerateObject()
            .Where(member => ConfigurationDocument.Stated(known, member.Name) is null
                && ConfigurationDocument.Stated(value, member.Name) is not null)
            .Select(member => Check(rule, member.Value, Join(path, member.Name)))
            .FirstOrDefault(found => found is not null);
    }

    private static string? Required(JsonElement names, JsonElement value, string path)
        => value.ValueKind != JsonValueKind.Object ? null : names.EnumerateArray().Select(name => name.GetString()!)
            .Where(name => ConfigurationDocument.Stated(value, name) is null)
            .Select(name => $"{Join(path, name)} is required").FirstOrDefault();

    private string? Items(JsonElement rule, JsonElement value, string path) => value.ValueKind != JsonValueKind.Array
        ? null
        : value.EnumerateArray().Select((entry, index) => Check(rule, entry, $"{path}[{index}]"))
            .FirstOrDefault(found => found is not null);

    private static string? Enum(JsonElement words, JsonElement value, string path)
        => words.EnumerateArray().Any(word => string.Equals(
            word.GetString(), value.ToString().Trim(), StringComparison.OrdinalIgnoreCase))
                ? null
                : $"{path} must be one of {string.Join(", ", words.EnumerateArray())}";

    private static string? Text(JsonProperty rule, JsonElement value, string path)
    {
        if (!Is("string", value)) return null;
        var text = value.ToString().Trim();
        return rule.Name switch
        {
            "minLength" when text.Length < rule.Value.GetInt32() => $"{path} must have at least {rule.Value} letters",
            "maxLength" when text.Length > rule.Value.GetInt32() => $"{path} must have at most {rule.Value} letters",
            "pattern" when !Regex.IsMatch(text, rule.Value.GetString()!, RegexOptions.CultureInvariant, PatternTakes)
                => $"{path} must be like {rule.Value}",
            _ => null,
        };
    }

    private static string? Bound(JsonProperty rule, JsonElement value, string path)
    {
        if (Number(value) is not { } number) return null;
        var bound = rule.Value.GetDecimal();
        if (rule.Name == "minimum") return number < bound ? $"{path} must not be below {rule.Value}" : null;
        return number > bound ? $"{path} must not be above {rule.Value}" : null;
    }

    private static decimal? Number(JsonElement value)
        => value.ValueKind is JsonValueKind.Number or JsonValueKind.String && decimal.TryParse(
            value.ToString().Trim(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Name(string path) => path.Length == 0 ? "the document" : path;
}
