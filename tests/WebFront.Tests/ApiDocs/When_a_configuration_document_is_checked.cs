using System.Text.Json.Nodes;

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
        { "apiSettings.apiUrl", null, "apiSettings.apiUrl is required." },
        { "apiSettings.apiUrl", "\"pago.qit.nu\"", "apiSettings.apiUrl must be an absolute http or https URL." },
        { "adapter.publicUrl", "\"payments.shop.example\"", "adapter.publicUrl must be an absolute http or https URL." },
        { "options.shippingOptions", "{\"reference\":\"STD\"}", "options.shippingOptions must be a JSON array." },
        { "active", "\"perhaps\"", "active must be true or false." },
        { "options.hookMode", "\"Both\"", "options.hookMode must be one of UpdatePayment, CartChanged." },
        { "options.cornerRadius", "1001", "options.cornerRadius must be a whole number from 0 to 1000." },
        { "options.primaryColor", "\"blue\"", "options.primaryColor must be a colour like #1A2B3C." },
        { "active", "\"yes\"", "active must be true or false, without quotes." },
        { "ACTIVE", "true", "ACTIVE must be written active; letter case counts for Norce." },
        { "$schema", "7", "$schema must be a text, in quotes." },
        { "apiSettings.merchantApiKey", "4711", "apiSettings.merchantApiKey must be a text, in quotes." },
        { "redirectUrls.confirmationUrl", "\"https://shop.example/{orderid}/{channel}\"", "redirectUrls.confirmationUrl holds {orderid}, which must be written {orderId}." },
        { "redirectUrls.termsUrl", "\" https://shop.example/terms\"", "redirectUrls.termsUrl must be written like https://shop.example/terms?channel={channel}, with nothing before or behind it." },
        { "options.recurring", "\"true\"", "options.recurring must be true or false, without quotes." },
        { "options.VOUCHERTEXT", "\"Presentkort\"", "options.VOUCHERTEXT must be written voucherText; letter case counts for Norce." },
        { "options.cornerRadius", "\"4\"", "options.cornerRadius must be a whole number, without quotes." },
        { "options.primaryColor", "\"\"", "options.primaryColor is empty; give it a value or take the key out." },
        { "options.minimumCustomerAge", "null", "options.minimumCustomerAge must not be null; give it a value or take the key out." },
        { "options.hookMode", "\"updatepayment\"", "options.hookMode must be one of UpdatePayment, CartChanged, in these letters." },
        { "options.shippingOptions.0.price", "\"49.00\"", "options.shippingOptions[0].price must be a number, without quotes." },
        { "options.integratedShipping.PROVIDER", "\"nShift\"", "options.integratedShipping.PROVIDER must be written provider; letter case counts for Norce." },
        { "options.integratedShipping.metadata", "{\"Ingrid.Vouchers\":5}", "options.integratedShipping.metadata must have Ingrid.Vouchers and Ingrid.CartAttributes as texts of at most 250 letters, or lists of them." },
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

    /// <summary>The schema takes any name.</summary>
    [Fact]
    public void Should_get_one_line_where_it_has_another_name()
        => ConfigurationCommand.Mistakes("file.json", When_a_configuration_document_is_read.Changed("id", "\"qliro\""))
            .ShouldBe(["id must be qliro_checkout_adapter, the name under which the adapter asks Norce for the document."]);

    /// <summary>What is misspelled is not missing, too.</summary>
    [Theory]
    [InlineData("\"merchantApiKey\":", "\"merchantApiKye\":", "apiSettings.merchantApiKye is no key of the document; the nearest is apiSettings.merchantApiKey.")]
    [InlineData("\"apiSettings\":", "\"apiSetings\":", "apiSetings is no key of the document; the nearest is apiSettings.")]
    [InlineData("\"merchantApiKey\":", "\"MerchantApiKey\":", "apiSettings.MerchantApiKey must be written merchantApiKey; letter case counts for Norce.")]
    [InlineData("\"provider\":\"nShift\"", "\"Provider\":\"nShift\"", "options.integratedShipping.Provider must be written provider; letter case counts for Norce.")]
    [InlineData("\"displayName\":\"Postombud\"", "\"displayNaem\":\"Postombud\"", "options.shippingOptions[0].displayNaem is no key of the document; the nearest is options.shippingOptions[0].displayName.")]
    public void Should_get_one_line_where_a_required_key_is_written_otherwise(string right, string wrong, string line)
    {
        var document = JsonNode.Parse(When_a_configuration_document_is_read.Right.Replace(
            right, wrong, StringComparison.Ordinal))!.ToJsonString();

        ConfigurationCommand.Mistakes("file.json", document).ShouldBe([line]);
        ServedSchema.Accepts(document).ShouldBeFalse();
    }

    /// <summary>Every key with values of every kind: what the schema refuses gets a line, and no second one.</summary>
    [Fact]
    public void Should_get_one_line_for_every_kind_of_value_that_the_schema_refuses()
    {
        string[] values = ["null", "true", "7", "\"\"", "\"x\"", "\"50\"", "[]", "[7]"];
        var wrong = new List<string>();
        var refused = 0;
        foreach (var path in Paths("", JsonNode.Parse(When_a_configuration_document_is_read.Right)))
        {
            foreach (var value in values)
            {
                var document = When_a_configuration_document_is_read.Changed(path, value);
                if (ServedSchema.Accepts(document)) continue;
                // To begin behind the end is a mistake of its own.
                if (value == "true" && path.EndsWith(".from", StringComparison.Ordinal)) continue;
                refused++;
                var lines = ConfigurationCommand.Mistakes("file.json", document);
                if (lines.Count != 1) wrong.Add($"{path} {value}: {string.Join(" | ", lines)}");
            }
        }
        wrong.ShouldBeEmpty();
        refused.ShouldBeGreaterThan(200);
    }

    /// <summary>Norce and ncoctl would refuse each of them; the check is not what lets it through.</summary>
    [Theory]
    [MemberData(nameof(When_a_configuration_document_is_read.Wrong), MemberType = typeof(When_a_configuration_document_is_read))]
    public void Should_get_a_line_for_all_that_the_schema_refuses(string path, string? value, string mistake)
        => ConfigurationCommand.Mistakes("file.json", When_a_configuration_document_is_read.Changed(path, value))
            .ShouldNotBeEmpty(mistake);

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
            "redirectUrls.termsUrl is required.",
            "options.shippingOptions[1].price (line 11) must be a number from 0 to 1000000000 with at most two decimals.",
            "options.primryColor (line 7) is no key of the document; the nearest is options.primaryColor.",
        ]);
    }

    [Fact]
    public void Should_get_none_when_it_is_right_and_has_every_key()
        => ConfigurationCommand.Mistakes("file.json", When_a_configuration_document_is_read.Right).ShouldBeEmpty();

    [Theory]
    [InlineData("discountLocalizations", """{"sv-SE":"Rabatt"}""")]
    [InlineData("voucherText", "\"Presentkort\"")]
    [InlineData("recurring", "true")]
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

    private static IEnumerable<string> Paths(string path, JsonNode? node)
    {
        var below = node switch
        {
            JsonObject members => members.Where(member => !member.Key.Contains('.', StringComparison.Ordinal))
                .SelectMany(member => Paths(path.Length == 0 ? member.Key : $"{path}.{member.Key}", member.Value)),
            JsonArray entries => entries.SelectMany((entry, at) => Paths($"{path}.{at}", entry)),
            _ => [],
        };
        return path.Length == 0 ? below : below.Prepend(path);
    }
}
