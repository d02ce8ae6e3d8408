using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace QliroAdapter.Convention.Tests;

/// <summary>
/// Every key that the reader reads must be in the published schema, and every key of the schema must be read.
/// </summary>
public sealed partial class The_configuration_document
{
    private static readonly string[] readers =
        ["src/Grains/Norce/ChannelConfigurationReader.cs", "src/Grains/Norce/ShippingOptionsReader.cs"];

    [Fact]
    public void Should_have_the_keys_of_its_schema()
    {
        var read = readers.SelectMany(file => Key().Matches(Repository.Text(file)))
            .Select(match => match.Groups["key"].Value).Where(key => key != "active").ToHashSet();

        read.ShouldBe(Published(), ignoreOrder: true);
    }

    private static HashSet<string> Published()
    {
        var schema = JsonNode.Parse(Repository.Text("src/Grains/Norce/qliro_checkout_adapter.json"))!;
        var option = schema["definitions"]!["shippingOption"]!;
        JsonNode[] places =
        [
            schema["definitions"]!["settings"]!, schema["properties"]!["adapter"]!, option,
            schema["definitions"]!["postalCodeRange"]!,
            option["properties"]!["pickupPoints"]!["items"]!, option["properties"]!["additionalServices"]!["items"]!,
        ];
        return [.. places.SelectMany(place => place["properties"]!.AsObject()).Select(property => property.Key)];
    }

    /// <summary>Finds the first argument of a reading method, and both arguments for texts per culture.</summary>
    [GeneratedRegex("""
        (?:keys|part|Group\("adapter"\))\.(?:Member|Text|TextList|Required|Flag|Number|Amount|Word|Items)\("(?<key>\w+)"
        | (?:Object|Colour|Parts|Texts|LineReferenceOf)\(keys,\ "(?<key>\w+)"
        | const\ string\ Key\ =\ "(?<key>\w+)"
        | "(?<key>\w+Localizations)"
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Key();
}
