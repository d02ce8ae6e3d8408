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
        { "apiSettings.apiUrl", "\"pago.qit.nu\"", "apiSettings.apiUrl must be an absolute http or https URL." },
        { "adapter.publicUrl", "\"payments.shop.example\"", "adapter.publicUrl must be an absolute http or https URL." },
        { "options.shippingOptions", "{\"reference\":\"STD\"}", "options.shippingOptions must be a JSON array." },
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

    /// <summary>The same as YAML, of which JSON is a part.</summary>
    [Theory]
    [MemberData(nameof(Wrong))]
    public void Should_get_the_same_line_in_yaml(string path, string? value, string line)
        => ConfigurationCommand.Mistakes("file.yaml", When_a_configuration_document_is_read.Changed(path, value))
            .ShouldBe([line]);

    /// <summary>The schema takes them, because ncoctl validates before it fills them in.</summary>
    [Theory]
    [InlineData("apiSettings.merchantApiSecret", "\"${QLIRO_SECRET}\"")]
    [InlineData("apiSettings.merchantApiKey", "\"$(QLIRO_KEY)\"")]
    public void Should_get_one_line_where_a_variable_is_not_filled_in(string path, string value)
        => ConfigurationCommand.Mistakes("file.json", When_a_configuration_document_is_read.Changed(path, value))
            .ShouldBe([path + " is still a variable that nothing has filled in; set that, or put the real one in its place."]);

    [Theory]
    [InlineData("file.json")]
    [InlineData("file.yaml")]
    public void Should_get_the_line_of_each_mistake(string name)
    {
        const string text =
            """
            {
              "apiUrl": "https://pago.qit.nu", "merchantApiKey": "KEY", "merchantApiSecret": "hush",
              "redirectUrls": {
            	"confirmationUrl": "https://shop.example/c?o={orderId}&c={channel}"
              },
              "options": {
                "primryColor": "#000000",
                "shippingOptions": [
                  { "reference": "STD", "displayName": "Standard", "price": 59, "vatRate": 25 },
                  { "reference": "EX", "displayName": "Express",
                    "price": -1, "vatRate": 25 }
                ]
              }
            }
            """;
        ConfigurationCommand.Mistakes(name, text).ShouldBe(
        [
            "termsUrl is required.",
            "options.shippingOptions[1].price (line 11) must be a number from 0 to 1000000000 with at most two decimals.",
            "options.primryColor (line 7) is no key of the document; the nearest is options.primaryColor.",
        ]);
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
    [InlineData("file.json", "[]", "file.json is no JSON object.")]
    [InlineData("file.json", "{\n  \"active\": yes\n}", "file.json (line 2) is no JSON: ")]
    [InlineData("file.json", """{"active":true,"active":false}""", "file.json is no JSON: ")]
    [InlineData("file.yaml", "- active", "file.yaml has no keys.")]
    [InlineData("file.json", " ", "file.json is empty.")]
    [InlineData("file.yml", "\n", "file.yml is empty.")]
    [InlineData("file.yml", "# nothing", "file.yml (line 1) is no YAML: There is nothing in it.")]
    [InlineData("file.json", "{\"active\":true,}", "file.json (line 1) is no JSON: The JSON object contains a trailing comma at the end; take it out.")]
    [InlineData("file.yaml", "active: true\nid: [", "file.yaml (line 3) is no YAML: ")]
    [InlineData("file.yaml", "active: true\nactive: false", "file.yaml (line 2) is no YAML: ")]
    [InlineData("file.yaml", "active: true\n---\nactive: true", "file.yaml (line 3) is no YAML: A second document begins, and a channel has one.")]
    [InlineData("file.yaml", "? [active]\n: true", "file.yaml (line 1) is no YAML: A key must be a text.")]
    [InlineData("file.yaml", "options: &all\n  more: *all", "file.yaml (line 1) is no YAML: Too deep, or within itself.")]
    public void Should_say_that_it_is_none(string name, string text, string line)
        => ConfigurationCommand.Mistakes(name, text).ShouldHaveSingleItem().ShouldStartWith(line);

    [Fact]
    public void Should_never_show_a_secret()
        => ConfigurationCommand.Mistakes(
            "file.json", When_a_configuration_document_is_read.Changed("apiSettings.merchantApiSecret", "\"<canary>\""))
            .ShouldHaveSingleItem().ShouldNotContain("canary");
}
