namespace QliroAdapter.WebFront.Tests.ApiDocs;

/// <summary>What <c>configuration check</c> says of a document: one line for each mistake, with the key and the cure.</summary>
public sealed class When_a_configuration_document_is_checked
{
    /// <summary>Path, a wrong value for it (absent: the key is removed), and the one line about it.</summary>
    public static TheoryData<string, string?, string> Wrong => new()
    {
        { "apiSettings.merchantApiKye", "\"K\"", "apiSettings.merchantApiKye is no key of the document; the nearest is apiSettings.merchantApiKey." },
        { "options.primryColor", "\"#000000\"", "options.primryColor is no key of the document; the nearest is options.primaryColor." },
        { "opitons", "{\"recurring\":true}", "opitons is no key of the document; the nearest is options." },
        { "adapter.publcUrl", "\"https://a.example\"", "adapter.publcUrl is no key of the document; the nearest is adapter.publicUrl." },
        { "options.integratedShipping.checkoutld", "\"c\"", "options.integratedShipping.checkoutld is no key of the document; the nearest is options.integratedShipping.checkoutId." },
        { "options.shippingOptions.0.vatRte", "25", "options.shippingOptions[0].vatRte is no key of the document; the nearest is options.shippingOptions[0].vatRate." },
        { "options.shippingOptions.0.postalCodes.0.form", "\"1\"", "options.shippingOptions[0].postalCodes[0].form is no key of the document; the nearest is options.shippingOptions[0].postalCodes[0].from." },
        { "options.shippingOptions.0.additionalServices.0.prise", "1", "options.shippingOptions[0].additionalServices[0].prise is no key of the document; the nearest is options.shippingOptions[0].additionalServices[0].price." },
        { "redirectUrls.confirmationUrl", "\"https://shop.example/c\"", "redirectUrls.confirmationUrl needs {orderId} and {channel}, or the page cannot tell which order it confirms; usually it also has {merchant}, such as https://shop.example/confirmation?orderId={orderId}&merchant={merchant}&channel={channel}." },
        { "redirectUrls.confirmationUrl", "\"https://shop.example/c?o={orderId}\"", "redirectUrls.confirmationUrl needs {channel}, or the page cannot tell which order it confirms; usually it also has {merchant}, such as https://shop.example/confirmation?orderId={orderId}&merchant={merchant}&channel={channel}." },
        { "redirectUrls.confirmationUrl", "\"https://shop.example/{order_id}/{channel}\"", "redirectUrls.confirmationUrl holds {order_id}, which nothing fills in; {orderId}, {merchant} and {channel} are filled in." },
        { "redirectUrls.termsUrl", "\"https://shop.example/{language}/terms\"", "redirectUrls.termsUrl holds {language}, which nothing fills in; {orderId}, {merchant} and {channel} are filled in." },
        { "redirectUrls.integrityPolicyUrl", "\"https://shop.example/{orderId\"", "redirectUrls.integrityPolicyUrl holds {orderId, which nothing fills in; {orderId}, {merchant} and {channel} are filled in." },
        { "adapter.publicUrl", "\"https://a.example/?x=1\"", "adapter.publicUrl must hold neither query nor fragment." },
        { "adapter.internalUrl", "\"http://me@a.example\"", "adapter.internalUrl must hold no user and no password." },
        { "apiSettings.apiUrl", "\"https://pago.qit.nu/#x\"", "apiSettings.apiUrl must hold neither query nor fragment." },
        { "apiSettings.apiUrl", "\"https://pago.qit.nu/{merchant}\"", "apiSettings.apiUrl must hold no placeholder." },
        { "apiSettings.merchantApiSecret", "\"<secret from Qliro>\"", "apiSettings.merchantApiSecret is still the placeholder of a sample; put the real one in its place." },
        { "apiSettings.merchantApiKey", "\"<key>\"", "apiSettings.merchantApiKey is still the placeholder of a sample; put the real one in its place." },
        { "apiSettings.apiUrl", null, "apiUrl is required." },
        { "active", "\"perhaps\"", "active must be true or false." },
        { "options.hookMode", "\"Both\"", "options.hookMode must be one of UpdatePayment, CartChanged." },
        { "options.cornerRadius", "1001", "options.cornerRadius must be a whole number from 0 to 1000." },
        { "options.primaryColor", "\"blue\"", "options.primaryColor must be a colour like #1A2B3C." },
        { "options.integratedShipping.provider", "\"DHL\"", "options.integratedShipping.provider must be one of nShift, Ingrid." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Should_get_one_line_where_the_schema_refuses_it(string path, string? value, string line)
    {
        var document = When_a_configuration_document_is_read.Changed(path, value);

        ConfigurationCommand.Mistakes("file.json", document).ShouldBe([line]);
        ServedSchema.Accepts(document).ShouldBeFalse();
    }

    [Fact]
    public void Should_get_none_when_it_is_right_and_has_every_key()
        => ConfigurationCommand.Mistakes("file.json", When_a_configuration_document_is_read.Right).ShouldBeEmpty();

    [Theory]
    [InlineData("discountLocalizations", """{"sv-SE":"Rabatt"}""")]
    [InlineData("VOUCHERTEXT", "\"Presentkort\"")]
    [InlineData("recurring", "\"true\"")]
    public void Should_get_none_for_what_stores_at_norce_have(string key, string value)
        => ConfigurationCommand.Mistakes(
            "file.json", When_a_configuration_document_is_read.Changed($"options.{key}", value)).ShouldBeEmpty();

    [Theory]
    [InlineData("[]", "file.json is no JSON object.")]
    [InlineData("{", "file.json is no JSON: ")]
    [InlineData("""{"active":true,"active":false}""", "file.json is no JSON: ")]
    public void Should_say_that_it_is_none(string text, string line)
        => ConfigurationCommand.Mistakes("file.json", text).ShouldHaveSingleItem().ShouldStartWith(line);

    [Fact]
    public void Should_never_show_a_secret()
        => ConfigurationCommand.Mistakes(
            "file.json", When_a_configuration_document_is_read.Changed("apiSettings.merchantApiSecret", "\"<canary>\""))
            .ShouldHaveSingleItem().ShouldNotContain("canary");
}
