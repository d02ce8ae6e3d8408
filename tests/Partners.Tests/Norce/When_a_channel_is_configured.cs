using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Norce;

public sealed class When_a_channel_is_configured
{
    private const string Published =
        """
        {"id":"qliro_checkout_adapter","active":true,
         "adapter":{"internalUrl":"http://qliro-adapter.internal",
          "publicUrl":"https://acme.example/checkout/qliro-adapter"},
         "apiSettings":{"apiUrl":"https://pago.qit.nu","merchantApiKey":"KEY","merchantApiSecret":"hush-1"},
         "redirectUrls":{
          "confirmationUrl":"https://shop.example/done?orderId={orderId}&merchant={merchant}&channel={channel}",
          "termsUrl":"https://shop.example/terms","integrityPolicyUrl":""},
         "options":{"merchantReferenceSource":"OrderId","mapDiscountPerRow":false,"recurring":false,
          "useIntegratedShipping":false}}
        """;

    [Fact]
    public void Should_read_the_published_example()
    {
        var configuration = Read(Published).Value!;

        (configuration.Account.ApiUrl, configuration.Account.MerchantApiKey,
            configuration.Account.MerchantApiSecret.Reveal())
            .ShouldBe(("https://pago.qit.nu", "KEY", "hush-1"));
        (configuration.PublicUrl, configuration.InternalUrl)
            .ShouldBe(("https://acme.example/checkout/qliro-adapter", "http://qliro-adapter.internal"));
        (configuration.UpsellTimeoutSeconds, configuration.MinimumCustomerAge, configuration.IntegrityPolicyUrl)
            .ShouldBe((300, null, null));
        UrlPlaceholders.Fill(configuration.ConfirmationUrl, OrderKey.Of("ac&me", "se", "o1"))
            .ShouldBe("https://shop.example/done?orderId=o1&merchant=ac%26me&channel=se");
        configuration.ToString().ShouldNotContain("hush-1");
    }

    [Fact]
    public void Should_find_keys_at_the_root_and_values_as_texts()
    {
        var configuration = Read(
            """
            {"APIURL":"https://pago.qit.nu","merchantApiKey":"K","merchantApiSecret":"S",
             "confirmationUrl":"https://s/c","termsUrl":"https://s/t",
             "recurring":"true","adapterOptions":{"useUpsell":1,"upsellTimeoutSeconds":"60","minimumCustomerAge":"18",
              "cornerRadius":4},
             "merchantReferenceSource":"orderCartReference","primaryColor":"#a1B2c3","hookMode":"cartchanged",
             "shippingOptions":[{"reference":"X","displayName":"Home","price":49,"vatRate":25}],"loyaltyConfiguration":{"Provider":"Voyado"}}
            """).Value!;

        (configuration.Recurring, configuration.UseUpsell, configuration.UpsellTimeoutSeconds,
            configuration.MinimumCustomerAge)
            .ShouldBe((true, true, 60, 18));
        (configuration.MerchantReferenceSource, configuration.HookMode, configuration.Look.PrimaryColor,
            configuration.Look.CornerRadius)
            .ShouldBe((MerchantReferenceSource.OrderCartReference, HookMode.CartChanged, "#a1B2c3", 4));
        configuration.ShippingOptions.Single().Reference.ShouldBe("X");
        configuration.LoyaltyConfiguration!.Value.GetProperty("Provider").GetString().ShouldBe("Voyado");
    }

    [Theory]
    [InlineData("apiSettings.apiUrl", null, "apiUrl is required")]
    [InlineData("apiSettings.apiUrl", "\"ftp://x\"", "apiSettings.apiUrl must be an absolute http or https URL")]
    [InlineData("apiSettings.merchantApiKey", "\"  \"", "apiSettings.merchantApiKey is required")]
    [InlineData("apiSettings.merchantApiSecret", null, "merchantApiSecret is required")]
    [InlineData("redirectUrls.confirmationUrl", null, "confirmationUrl is required")]
    [InlineData("redirectUrls.termsUrl", "\"/terms\"", "redirectUrls.termsUrl must be an absolute http or https URL")]
    [InlineData("options.recurring", "\"maybe\"", "options.recurring must be true or false")]
    [InlineData("options.cornerRadius", "1001", "options.cornerRadius must be a whole number from 0 to 1000")]
    [InlineData("options.primaryColor", "\"red\"", "options.primaryColor must be a colour like #1A2B3C")]
    [InlineData("options.merchantReferenceSource", "\"Cart\"",
        "options.merchantReferenceSource must be one of OrderId, OrderCartReference")]
    [InlineData("active", "false", "active is false")]
    [InlineData("active", "\"False\"", "active is false")]
    public void Should_name_the_key_that_is_wrong(string path, string? value, string mistake)
    {
        var error = Read(Changed(path, value)).Error!;

        (error.Code, error.Message).ShouldBe((
            ErrorCodes.ConfigurationError,
            $"Configuration qliro_checkout_adapter of merchant 'acme', channel 'se-qliro': {mistake}."));
    }

    [Fact]
    public void Should_name_all_keys_that_are_wrong()
        => Read("""{"apiUrl":"pago","cornerRadius":"round","options":{"hookMode":"Both"},"adapterOptions":7}""").Error!.Message
            .ShouldEndWith(": adapterOptions must be a JSON object; apiUrl must be an absolute http or https URL; "
                + "merchantApiKey is required; merchantApiSecret is required; confirmationUrl is required; "
                + "termsUrl is required; cornerRadius must be a whole number from 0 to 1000; "
                + "options.hookMode must be one of UpdatePayment, CartChanged.");

    [Theory]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("null")]
    public void Should_refuse_what_is_no_document(string json)
        => Read(json).Error!.Message.ShouldEndWith("the document is not a JSON object.");

    [Theory]
    [InlineData("sv-SE", "Kupong")]
    [InlineData("sv-FI", "Kupong")]
    [InlineData("nb-NO", "Rabatt")]
    [InlineData("da-DK", "Rabat")]
    [InlineData("fi-FI", "Alennus")]
    [InlineData("de-DE", "Rabatt")]
    [InlineData("en-GB", "Money off")]
    [InlineData("pl-PL", "Discount")]
    [InlineData(null, "Discount")]
    public void Should_say_discount_in_the_orders_language(string? culture, string text)
        => Read(Changed("options.discountText", """{"sv-SE":"Kupong","en":"Money off"}""")).Value!
            .DiscountText.For(culture).ShouldBe(text);

    [Theory]
    [InlineData("OrderId", "4711", "oTestAbc")]
    [InlineData("OrderCartReference", "4711", "4711")]
    [InlineData("OrderCartReference", " ", "oTestAbc")]
    public void Should_take_the_reference_from_where_the_channel_says(string source, string cart, string text)
        => Read(Changed("options.merchantReferenceSource", $"\"{source}\"")).Value!
            .ReferenceTextOf(new() { Cart = new() { Reference = cart } }, Partner.Order).ShouldBe(text);

    private static Outcome<ChannelConfiguration> Read(string json)
        => ChannelConfigurationReader.Read(JsonDocument.Parse(json).RootElement, Partner.Order.ChannelKey);

    private static string Changed(string path, string? value)
    {
        var document = JsonNode.Parse(Published)!;
        var steps = path.Split('.');
        var members = steps.Length == 2 ? document[steps[0]]!.AsObject() : document.AsObject();
        members.Remove(steps[^1]);
        if (value is not null) members[steps[^1]] = JsonNode.Parse(value);
        return document.ToJsonString();
    }
}
