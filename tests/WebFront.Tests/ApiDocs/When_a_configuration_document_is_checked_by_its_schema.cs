using System.Text.Json.Nodes;
using NJsonSchema;

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
         "confirmationUrl":"https://shop.example/c","termsUrl":"https://shop.example/terms","voucherText":"Presentkort"}
        """;

    [Theory]
    [InlineData(Complete)]
    [InlineData(Flat)]
    public async Task Should_accept_keys_in_groups_and_at_the_root(string document) =>
        (await Schema()).Validate(document).ShouldBeEmpty();

    [Theory]
    [InlineData("apiUrl")]
    [InlineData("merchantApiKey")]
    [InlineData("merchantApiSecret")]
    [InlineData("confirmationUrl")]
    [InlineData("termsUrl")]
    public async Task Should_miss_each_required_key(string key)
    {
        var document = JsonNode.Parse(Flat)!.AsObject();
        document.Remove(key);
        (await Schema()).Validate(document.ToJsonString()).ShouldNotBeEmpty();
        document["options"] = new JsonObject { [key] = "https://shop.example" };
        (await Schema()).Validate(document.ToJsonString()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("primaryColor", "\"blue\"")]
    [InlineData("minimumCustomerAge", "-1")]
    [InlineData("recurring", "\"maybe\"")]
    [InlineData("merchantReferenceSource", "\"Sku\"")]
    [InlineData("upsellTimeoutSeconds", "1.5")]
    public async Task Should_reject_a_value_of_the_wrong_kind_at_the_root_and_in_a_group(string key, string value)
    {
        var atRoot = JsonNode.Parse(Flat)!.AsObject();
        atRoot[key] = JsonNode.Parse(value);
        (await Schema()).Validate(atRoot.ToJsonString()).ShouldNotBeEmpty();
        var inGroup = JsonNode.Parse(Flat)!.AsObject();
        inGroup["adapterOptions"] = new JsonObject { [key] = JsonNode.Parse(value) };
        (await Schema()).Validate(inGroup.ToJsonString()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Should_mark_the_secret_as_one()
    {
        var secret = JsonNode.Parse(await Text())!["definitions"]!["settings"]!["properties"]!["merchantApiSecret"]!;
        secret["writeOnly"]!.GetValue<bool>().ShouldBeTrue();
        secret["format"]!.GetValue<string>().ShouldBe("password");
    }

    private static async Task<JsonSchema> Schema() => await JsonSchema.FromJsonAsync(await Text());

    private static async Task<string> Text()
    {
        await using var front = await RunningFront.Start();
        return await front.Client.GetStringAsync(
            new Uri("/openapi/v1/schemas/qliro_checkout_adapter.json", UriKind.Relative));
    }
}
