using System.Text.Json.Nodes;

namespace QliroAdapter.WebFront.Tests.Commands;

/// <summary>What <c>configuration compare</c> says of each key.</summary>
public sealed class When_two_documents_are_compared
{
    [Theory]
    [InlineData("{}", """{"a":{"b":1}}""", "new        a.b: 1")]
    [InlineData("""{"a":{"b":1}}""", "{}", "gone       a.b: 1")]
    [InlineData("""{"a":[1,{"b":"x"}]}""", """{"a":[1,{"b":"y{z}&"}]}""", "changed    a[1].b: \"x\" becomes \"y{z}&\"", "unchanged  a[0]")]
    [InlineData("""{"a":{},"b":null}""", """{"a":{"c":[]},"b":null}""", "new        a.c: []", "gone       a: {}", "unchanged  b")]
    [InlineData("""{"merchantApiSecret":"s","loyaltyConfiguration":{"key":"s"}}""", """{"MERCHANTAPISECRET":"s","loyaltyConfiguration":{"key":"t"}}""",
        "new        MERCHANTAPISECRET: (not shown)", "changed    loyaltyConfiguration.key: (not shown)", "gone       merchantApiSecret: (not shown)")]
    [InlineData("""{"a":25,"b":true}""", """{"b":true,"a":25.0}""", "unchanged  b", "unchanged  a")]
    public void Should_say_what_is_new_changed_gone_and_unchanged(string stored, string document, params string[] lines)
    {
        var comparison = new DocumentComparison(JsonNode.Parse(stored), JsonNode.Parse(document));

        comparison.Lines.ShouldBe(lines);
        comparison.IsSame.ShouldBe(Array.TrueForAll(lines, line => line.StartsWith("unchanged", StringComparison.Ordinal)));
    }
}
