using System.Text.Json.Nodes;

namespace QliroAdapter.WebFront.Tests.ApiDocs;

public sealed class When_a_configuration_document_is_checked_by_its_schema
{
    private const string Complete =
        """
        {"$schema":"https://adapter.example/openapi/v1/schemas/qliro_checkout_adapter.json",
         "id":"qliro_checkout_adapter","active":true,
         "adapter":{"internalUrl":"http://qliro-adapter.internal","publicUrl":"https://adapter.example"},
         "apiSettings":{"apiUrl":"https://pago.qit.nu","merchantApiKey":"KEY","merchantApiSecret":"SECRET"},
         "redirectUrls":{"confirmationUrl":"https://shop.example/c?o={orderId}&c={channel}",
           "termsUrl":"https://shop.example/terms"},
         "options":{"merchantReferenceSource":"OrderId","mapDiscountPerRow":false,"discountText":{"sv-SE":"Rabatt"}}}
        """;

    private const string Flat =
        """
        {"apiUrl":"https://pago.qit.nu","merchantApiKey":"KEY","merchantApiSecret":"SECRET","primaryColor":"#0B5CAD",
         "confirmationUrl":"https://shop.example/c?o={orderId}&c={channel}","termsUrl":"https://shop.example/terms","voucherText":"Presentkort"}
        """;

    [Theory]
    [InlineData(Complete)]
    [InlineData(Flat)]
    public void Should_accept_keys_in_groups_and_at_the_root(string document)
        => ServedSchema.Accepts(document).ShouldBeTrue();

    [Fact]
    public void Should_be_a_schema_of_draft_2020_12()
    {
        ServedSchema.IsOfItsDraft.ShouldBeTrue();
        JsonNode.Parse(ServedSchema.Text())!["$schema"]!.GetValue<string>()
            .ShouldBe("https://json-schema.org/draft/2020-12/schema");
    }

    /// <summary>Each example must be right where it stands, or the schema teaches a mistake.</summary>
    [Fact]
    public void Should_have_an_example_of_the_whole_that_is_right()
        => ServedSchema.Accepts(JsonNode.Parse(ServedSchema.Text())!["examples"]![0]!.ToJsonString()).ShouldBeTrue();

    [Fact]
    public void Should_explain_every_key_and_show_how_it_is_written()
    {
        var poor = Described(JsonNode.Parse(ServedSchema.Text())!, "")
            .Where(one => one.Key["$ref"] is null)
            .Where(one => one.Key["description"] is null || one.Key["examples"] is null).Select(one => one.Path);
        poor.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("apiUrl")]
    [InlineData("merchantApiKey")]
    [InlineData("merchantApiSecret")]
    [InlineData("confirmationUrl")]
    [InlineData("termsUrl")]
    public void Should_miss_each_required_key(string key)
    {
        var document = JsonNode.Parse(Flat)!.AsObject();
        var value = document[key]!.DeepClone();
        document.Remove(key);
        ServedSchema.Accepts(document.ToJsonString()).ShouldBeFalse();
        document["options"] = new JsonObject { [key] = value };
        ServedSchema.Accepts(document.ToJsonString()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("primaryColor", "\"blue\"")]
    [InlineData("minimumCustomerAge", "-1")]
    [InlineData("recurring", "\"maybe\"")]
    [InlineData("merchantReferenceSource", "\"Sku\"")]
    [InlineData("upsellTimeoutSeconds", "1.5")]
    public void Should_reject_a_value_of_the_wrong_kind_at_the_root_and_in_a_group(string key, string value)
    {
        var atRoot = JsonNode.Parse(Flat)!.AsObject();
        atRoot[key] = JsonNode.Parse(value);
        ServedSchema.Accepts(atRoot.ToJsonString()).ShouldBeFalse();
        var inGroup = JsonNode.Parse(Flat)!.AsObject();
        inGroup["adapterOptions"] = new JsonObject { [key] = JsonNode.Parse(value) };
        ServedSchema.Accepts(inGroup.ToJsonString()).ShouldBeFalse();
    }

    [Fact]
    public void Should_mark_the_secret_as_one()
    {
        var secret = JsonNode.Parse(ServedSchema.Text())!["$defs"]!["settings"]!["properties"]!["merchantApiSecret"]!;
        secret["writeOnly"]!.GetValue<bool>().ShouldBeTrue();
        secret["format"]!.GetValue<string>().ShouldBe("password");
    }

    private static IEnumerable<(JsonNode Key, string Path)> Described(JsonNode at, string path)
    {
        if (at is not JsonObject members) yield break;
        foreach (var (name, member) in members)
        {
            if (member is null) continue;
            if (name == "properties")
            {
                foreach (var (key, described) in member.AsObject()) yield return (described!, $"{path}/{key}");
            }
            foreach (var below in Described(member, $"{path}/{name}")) yield return below;
        }
    }
}
