using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Norce;

namespace QliroAdapter.WebFront.Tests.ApiDocs;

/// <summary>
/// The schema that is served and the reader agree: what a schema library refuses is a configuration-error that names
/// the key, and what it accepts is read.
/// </summary>
public sealed class When_a_configuration_document_is_read
{
    internal const string Right =
        """
        {"$schema":"https://adapter.example/openapi/v1/schemas/qliro_checkout_adapter.json",
         "id":"qliro_checkout_adapter","active":true,
         "adapter":{"internalUrl":"http://qliro-adapter.internal","publicUrl":"https://adapter.example"},
         "apiSettings":{"apiUrl":"https://pago.qit.nu","merchantApiKey":"KEY","merchantApiSecret":"SECRET"},
         "redirectUrls":{"confirmationUrl":"https://shop.example/c?o={orderId}&c={channel}&m={merchant}",
           "termsUrl":"https://shop.example/terms","integrityPolicyUrl":"https://shop.example/privacy"},
         "options":{"recurring":true,"useIntegratedShipping":false,"useUpsell":true,"upsellTimeoutSeconds":60,
           "loyaltyConfiguration":{"provider":"Voyado"},"primaryColor":"#0B5CAD","backgroundColor":"#ffffff",
           "callToActionColor":"#000000","callToActionHoverColor":"#111111","cornerRadius":4,"buttonCornerRadius":1000,
           "minimumCustomerAge":18,"requireIdentityVerification":false,"merchantConstraintName":"rule",
           "merchantReferenceSource":"OrderCartReference","mapDiscountPerRow":false,"hookMode":"CartChanged",
           "discountText":{"sv-SE":"Rabatt"},"voucherText":"Presentkort","discountLocalizations":{"en":"Discount"},
           "voucherLocalizations":{"en":"Gift card"},
           "integratedShipping":{"provider":"nShift","checkoutId":"c-1","tags":{"bulky":"no"},
             "metadata":{"campaign":"x","Ingrid.Vouchers":["FREE"],"Ingrid.CartAttributes":"cold"},
             "fallback":[{"reference":"STD","displayName":"Standard","price":59,"vatRate":25}],"required":true},
           "shippingOptions":[{"reference":"PICKUP","feeReference":"FREIGHT","displayName":"Postombud",
             "descriptions":["1-3 dagar"],"brand":"PostNord","price":49,"priceExVat":39.2,"vatRate":25,"countries":["SE"],
             "postalCodes":[{"from":"10000","to":"98499"}],"weightMaxGrams":20000,"orderAmountMin":0,"orderAmountMax":499.99,
             "category":"PICKUP","pickupPoints":[{"reference":"KIOSK","displayName":"Kiosken","descriptions":["Till 22"],
               "address":"Storgatan 1","postalCode":"21145","city":"Malmö"}],
             "additionalServices":[{"reference":"EVENING","displayName":"Kväll","descriptions":["17-22"],"price":25,
               "priceExVat":20}]}]}}
        """;

    [Fact]
    public void Should_be_read_when_it_is_right_and_has_every_key()
    {
        ServedSchema.Accepts(Right).ShouldBeTrue();
        Read(Right).Error.ShouldBeNull();
        var given = JsonNode.Parse(Right)!.AsObject()
            .SelectMany(group => group.Value is JsonObject members ? Names(members) : []);
        var described = JsonNode.Parse(ServedSchema.Text())!["$defs"]!["settings"]!["properties"]!.AsObject();
        Names(described).Except(given).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_be_checked_by_the_schema_that_is_served()
    {
        await using var front = await RunningFront.Start();
        (await front.Client.GetStringAsync(
            new Uri("/openapi/v1/schemas/qliro_checkout_adapter.json", UriKind.Relative))).ShouldBe(ServedSchema.Text());
    }

    /// <summary>Path, a wrong value for it (absent: the key is removed), and what the error says about it.</summary>
    public static TheoryData<string, string?, string> Wrong => new()
    {
        { "active", "\"perhaps\"", "active must be" },
        { "adapter", "\"https://adapter.example\"", "adapter must be" },
        { "adapter.publicUrl", "\"adapter.example\"", "adapter.publicUrl must be" },
        { "adapter.internalUrl", "{}", "internalUrl must be" },
        { "apiSettings", "[]", "apiUrl is required" },
        { "apiSettings.apiUrl", null, "apiUrl is required" },
        { "apiSettings.apiUrl", "\"ftp://pago.qit.nu\"", "apiUrl must be" },
        { "apiSettings.merchantApiKey", null, "merchantApiKey is required" },
        { "apiSettings.merchantApiKey", $"\"{new string('K', 51)}\"", "merchantApiKey must" },
        { "apiSettings.merchantApiSecret", null, "merchantApiSecret is required" },
        { "apiSettings.merchantApiSecret", "{}", "merchantApiSecret must be" },
        { "redirectUrls.confirmationUrl", null, "confirmationUrl is required" },
        { "redirectUrls.termsUrl", "\"/terms\"", "termsUrl must be" },
        { "redirectUrls.integrityPolicyUrl", "\"privacy\"", "integrityPolicyUrl must be" },
        { "options", "7", "options must be" },
        { "options.recurring", "\"maybe\"", "recurring must be" },
        { "options.useIntegratedShipping", "2", "useIntegratedShipping must be" },
        { "options.useUpsell", "{}", "useUpsell must be" },
        { "options.upsellTimeoutSeconds", "86401", "upsellTimeoutSeconds must" },
        { "options.loyaltyConfiguration", "\"Voyado\"", "loyaltyConfiguration must be" },
        { "options.primaryColor", "\"blue\"", "primaryColor must be" },
        { "options.backgroundColor", "\"#12345\"", "backgroundColor must be" },
        { "options.callToActionColor", "\"#12345G\"", "callToActionColor must be" },
        { "options.callToActionHoverColor", "\"123456\"", "callToActionHoverColor must be" },
        { "options.cornerRadius", "1001", "cornerRadius must be" },
        { "options.buttonCornerRadius", "-1", "buttonCornerRadius must be" },
        { "options.minimumCustomerAge", "17.5", "minimumCustomerAge must be" },
        { "options.requireIdentityVerification", "[]", "requireIdentityVerification must be" },
        { "options.merchantConstraintName", $"\"{new string('x', 101)}\"", "merchantConstraintName must" },
        { "options.merchantReferenceSource", "\"Sku\"", "merchantReferenceSource must be one of" },
        { "options.mapDiscountPerRow", "\"rows\"", "mapDiscountPerRow must be" },
        { "options.hookMode", "\"Both\"", "hookMode must be one of" },
        { "options.discountText", "[]", "discountText must be" },
        { "options.discountText.sv-SE", "{}", "discountText.sv-SE must be" },
        { "options.voucherText", "[]", "voucherText must be" },
        { "options.discountLocalizations.en", "[]", "discountLocalizations.en must be" },
        { "options.voucherLocalizations", "[]", "voucherLocalizations must be" },
        { "options.integratedShipping", "7", "integratedShipping must be" },
        { "options.integratedShipping.provider", null, "integratedShipping.provider is required" },
        { "options.integratedShipping.provider", "\"DHL\"", "integratedShipping.provider must be one of" },
        { "options.integratedShipping.checkoutId", "{}", "integratedShipping.checkoutId must be" },
        { "options.integratedShipping.tags", "[]", "integratedShipping.tags must be" },
        { "options.integratedShipping.tags.bulky", $"\"{new string('v', 31)}\"", "integratedShipping.tags must" },
        { "options.integratedShipping.tags.n12345678901234567890", "\"x\"", "integratedShipping.tags must" },
        { "options.integratedShipping.tags", ManyTags(21), "integratedShipping.tags must be at most 20" },
        { "options.integratedShipping.metadata", "7", "integratedShipping.metadata must be" },
        { "options.integratedShipping.fallback", "{}", "integratedShipping.fallback must be" },
        { "options.integratedShipping.fallback.0.price", null, "integratedShipping.fallback[0].price is required" },
        { "options.integratedShipping.required", "\"perhaps\"", "integratedShipping.required must be" },
        { "options.shippingOptions", "{}", "shippingOptions must be" },
        { "options.shippingOptions.0", "7", "shippingOptions[0] must be" },
        { "options.shippingOptions.0.reference", null, "shippingOptions[0].reference is required" },
        { "options.shippingOptions.0.displayName", $"\"{new string('x', 101)}\"",
            "shippingOptions[0].displayName must" },
        { "options.shippingOptions.0.descriptions", "[\"1\",\"2\",\"3\",\"4\"]",
            "shippingOptions[0].descriptions must" },
        { "options.shippingOptions.0.brand", $"\"{new string('x', 51)}\"", "shippingOptions[0].brand must" },
        { "options.shippingOptions.0.price", "-1", "shippingOptions[0].price must" },
        { "options.shippingOptions.0.vatRate", "101", "shippingOptions[0].vatRate must" },
        { "options.shippingOptions.0.countries", "[\"Sweden\"]", "shippingOptions[0].countries" },
        { "options.shippingOptions.0.postalCodes.0.from", null, "shippingOptions[0].postalCodes[0].from is required" },
        { "options.shippingOptions.0.weightMaxGrams", "0.5", "shippingOptions[0].weightMaxGrams must" },
        { "options.shippingOptions.0.pickupPoints.0.displayName", null, "pickupPoints[0].displayName is required" },
        { "options.shippingOptions.0.additionalServices.0.price", null, "additionalServices[0].price is required" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Should_be_refused_by_its_key_where_the_schema_refuses_it(
        string path, string? value, string mistake)
    {
        var document = Changed(path, value);

        ServedSchema.Accepts(document).ShouldBeFalse();
        var error = Read(document).Error!;
        error.Code.ShouldBe(ErrorCodes.ConfigurationError);
        error.Message.ShouldContain(mistake);
    }

    /// <summary>
    /// Settings hold only texts, and people leave keys empty, so the reader is more liberal than the schema on purpose.
    /// </summary>
    [Theory]
    [InlineData("options.recurring", "\"true\"")]
    [InlineData("options.cornerRadius", "\"4\"")]
    [InlineData("options.primaryColor", "\"\"")]
    [InlineData("options.minimumCustomerAge", "null")]
    [InlineData("options.HOOKMODE", "\"updatepayment\"")]
    [InlineData("options.shippingOptions.0.price", "\"49.00\"")]
    [InlineData("options.somethingElse", "{}")]
    [InlineData("redirectUrls.confirmationUrl", "\"https://shop.example/c\"")]
    [InlineData("redirectUrls.termsUrl", "\"https://shop.example/{language}/terms\"")]
    [InlineData("apiSettings.merchantApiSecret", "\"<secret>\"")]
    public void Should_be_read_from_texts_and_blanks(string path, string value)
        => Read(Changed(path, value)).Error.ShouldBeNull();

    private static string ManyTags(int count)
        => $"{{{string.Join(',', Enumerable.Range(1, count).Select(tag => $"\"{tag}\":\"x\""))}}}";

    private static Outcome<ChannelConfiguration> Read(string document)
        => ChannelConfigurationReader.Read(JsonSerializer.Deserialize<JsonElement>(document), new("norce", "1"));

    internal static string Changed(string path, string? value)
    {
        var document = JsonNode.Parse(Right)!;
        var steps = path.Split('.');
        var holder = steps[..^1].Aggregate(
            document, (node, step) => node is JsonArray list ? list[int.Parse(step)]! : node[step]!);
        var changed = value is null ? null : JsonNode.Parse(value);
        if (holder is JsonArray entries) entries[int.Parse(steps[^1])] = changed;
        else if (value is null) holder.AsObject().Remove(steps[^1]);
        else holder[steps[^1]] = changed;
        return document.ToJsonString();
    }

    private static IEnumerable<string> Names(JsonObject members) => members.Select(member => member.Key);
}
