using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using QliroAdapter.Norce;
using QliroAdapter.Settings;

namespace QliroAdapter.Convention.Tests;

/// <summary>The schema that is served and the record that documents are read into say the same of every key.</summary>
public sealed class The_configuration_document
{
    private const string Template = @"^[Hh][Tt][Tt][Pp][Ss]?://([^\s{}]|\{(orderId|merchant|channel)\})+$";
    private const string Base = @"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@{}]+(/[^\s?#{}]*)?$";
    private const string Colour = "^#[0-9A-Fa-f]{6}$";
    private const string Country = "^[A-Za-z]{2}$";

    private static readonly JsonNode schema
        = JsonNode.Parse(Repository.Text("src/Grains/Norce/qliro_checkout_adapter.json"))!;

    /// <summary>Paths are appended to these.</summary>
    private static readonly string[] bases = ["apiUrl", "publicUrl", "internalUrl"];

    [Fact]
    public void Should_have_its_settings_in_the_schema() => Keys(Definition("settings"))
        .ShouldBe(Keys(typeof(ConfigurationDocument)).Where(key => !IsAtRoot(key)), ignoreOrder: true);

    [Fact]
    public void Should_have_its_settings_in_every_group_and_all_keys_at_the_root()
    {
        Keys(schema).Where(key => !IsGroup(key)).ShouldBe(Keys(typeof(ConfigurationDocument)), ignoreOrder: true);
        foreach (var group in ConfigurationDocument.Groups)
            ((string?)schema["properties"]![group]!["$ref"]).ShouldBe("#/$defs/settings");
    }

    /// <summary>A key that is not listed is a mistake, wherever keys are listed.</summary>
    [Fact]
    public void Should_refuse_other_keys_everywhere()
    {
        Lists(schema).ToList().FindAll(list => list["additionalProperties"] is not JsonValue refused || (bool)refused)
            .Select(list => list["description"]?.ToString())
            .ShouldBe(["Added to Qliro's Metadata of every row of goods as it stands; the two named members are about the whole order."]);
    }

    [Fact]
    public void Should_require_what_the_schema_requires()
    {
        var needed = typeof(ConfigurationDocument).GetProperties().Where(IsRequired).Select(property => property.Name);
        schema["allOf"]!.AsArray().Select(one => (string?)one!["$ref"])
            .ShouldBe(needed.Select(name => $"#/$defs/needs{name}"), ignoreOrder: true);
    }

    public static TheoryData<Type, string> Parts => new()
    {
        { typeof(AdapterAddresses), "properties/adapter" },
        { typeof(ShippingOptionEntry), "$defs/shippingOption" },
        { typeof(PostalCodesEntry), "$defs/postalCodeRange" },
        { typeof(PickupPoint), "$defs/shippingOption/properties/pickupPoints/items" },
        { typeof(ShippingServiceEntry), "$defs/shippingOption/properties/additionalServices/items" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void Should_have_each_part_in_the_schema(Type part, string place)
    {
        var described = place.Split('/').Aggregate(schema, (at, step) => at[step]!);
        Keys(described).ShouldBe(Keys(part), ignoreOrder: true);
        (described["required"]?.AsArray().Select(name => (string?)name) ?? []).ShouldBe(
            part.GetProperties().Where(IsRequired).Select(NameOf), ignoreOrder: true);
    }

    private static bool IsAtRoot(string key) => ConfigurationDocument.IsAboutTheWhole(key.Split(':')[0]);

    private static bool IsGroup(string key) => ConfigurationDocument.Groups.Contains(key.Split(':')[0]);

    // Each key with what its value may be, as one line.
    private static IEnumerable<string> Keys(Type type)
    {
        var defaults = Activator.CreateInstance(type)!;
        return type.GetProperties().Where(property => property.SetMethod is not null)
            .Select(property => $"{NameOf(property)}: {Rule(property, property.GetValue(defaults))}");
    }

    private static IEnumerable<string> Keys(JsonNode described)
        => described["properties"]!.AsObject().Select(key => $"{key.Key}: {Rule(Resolved(key.Value!))}");

    private static string Rule(PropertyInfo property, object? value)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        var rules = property.GetCustomAttributes().ToList();
        var parts = new List<string?> { isList ? "array" : TypeName(type) };
        parts.AddRange(rules.Select(rule => rule switch
        {
            RangeAttribute range => $"from {range.Minimum} to {range.Maximum}",
            AmountAttribute amount => $"from 0 to {amount.Max}",
            MaxLengthAttribute letters => $"at most {letters.Length} letters",
            LineReferenceAttribute => "at most 200 letters",
            DescriptionsAttribute lines => $"at most {lines.LinesMax} entries of at most {lines.LettersMax} letters",
            HttpUrlAttribute => $"like {(bases.Contains(NameOf(property)) ? Base : Template)}",
            ColourAttribute => $"like {Colour}",
            CountryCodeAttribute => $"entries like {Country}",
            _ => null,
        }));
        if (type == typeof(Masked)) parts.Add("secret");
        if (type.IsValueType && value is bool or int or Enum) parts.Add(string.Create(
            CultureInfo.InvariantCulture, $"else {(value is bool ? $"{value}".ToLowerInvariant() : value)}"));
        return string.Join(", ", parts.OfType<string>());
    }

    private static string TypeName(Type type) => type switch
    {
        { IsEnum: true } => string.Join(" or ", Enum.GetNames(type)),
        _ when type == typeof(bool) => "boolean",
        _ when type == typeof(int) => "integer",
        _ when type == typeof(decimal) => "number",
        _ when type == typeof(string) || type == typeof(Masked) => "string",
        _ when type == typeof(IReadOnlyDictionary<string, string>) => "string or object",
        _ => "object",
    };

    private static string Rule(JsonNode rule)
    {
        var items = rule["items"] is { } entries ? Resolved(entries) : null;
        string?[] parts =
        [
            rule["enum"] is { } words ? string.Join(" or ", words.AsArray())
                : rule["type"] is JsonArray types ? string.Join(" or ", types) : (string?)rule["type"],
            rule["minimum"] is { } min ? $"from {min} to {rule["maximum"]}" : null,
            rule["maxLength"] is { } letters ? $"at most {letters} letters" : null,
            rule["maxItems"] is { } most ? $"at most {most} entries of at most {items!["maxLength"]} letters" : null,
            rule["pattern"] is { } pattern ? $"like {pattern}" : null,
            items?["pattern"] is { } entry ? $"entries like {entry}" : null,
            (bool?)rule["writeOnly"] == true ? "secret" : null,
            rule["default"] is { } value ? $"else {value}" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private static JsonNode Resolved(JsonNode rule)
        => (string?)rule["$ref"] is { } reference
            ? Resolved(reference.Split('/').Skip(1).Aggregate(schema, (at, step) => at[step]!))
            : rule;

    private static JsonNode Definition(string name) => schema["$defs"]![name]!;

    // Everything that lists keys, those of "where a key may be missing" apart.
    private static IEnumerable<JsonNode> Lists(JsonNode at)
    {
        if (at is JsonArray entries) return entries.SelectMany(entry => Lists(entry!));
        if (at is not JsonObject members) return [];
        var below = members.Where(member => !member.Key.StartsWith("needs", StringComparison.Ordinal))
            .SelectMany(member => member.Value is { } value ? Lists(value) : []);
        return members["properties"] is JsonObject && members["type"] is not null ? below.Prepend(at) : below;
    }

    private static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredAttribute));

    private static string NameOf(PropertyInfo property)
        => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
            ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
