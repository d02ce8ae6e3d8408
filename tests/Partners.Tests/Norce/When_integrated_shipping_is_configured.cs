using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Norce;

public sealed class When_integrated_shipping_is_configured
{
    private const string Whole =
        """
        {"provider":"nShift","checkoutId":"c-1","tags":{"bulky":"no","boxes":2},
         "metadata":{"campaign":"x","Ingrid.Vouchers":["FREE","MORE"],"Ingrid.CartAttributes":"cold"},
         "fallback":[{"reference":"STD","displayName":"Standard","price":59,"vatRate":25}],"required":false}
        """;

    [Fact]
    public void Should_read_every_key()
    {
        var configuration = Read(Whole).Value!;
        var integrated = configuration.IntegratedShipping!;

        (integrated.Provider, integrated.CheckoutId, integrated.Required)
            .ShouldBe((ShippingProvider.NShift, "c-1", false));
        integrated.Tags.ShouldBe(
            new Dictionary<string, string> { ["bulky"] = "no", ["boxes"] = "2" }, ignoreOrder: true);
        integrated.Metadata!.Value.GetProperty("campaign").GetString().ShouldBe("x");
        integrated.Fallback.Single().Price.ShouldBe(59m);
        configuration.QliroOwnsShipping.ShouldBeTrue();
        integrated.Shortcomings.ShouldHaveSingleItem().ShouldContain("Ingrid.Vouchers, Ingrid.CartAttributes of its");
    }

    [Theory]
    [InlineData("nShift", ShippingProvider.NShift)]
    [InlineData("NSHIFT", ShippingProvider.NShift)]
    [InlineData("Ingrid", ShippingProvider.Ingrid)]
    [InlineData("ingrid", ShippingProvider.Ingrid)]
    public void Should_require_a_delivery_unless_told_otherwise(string word, ShippingProvider provider)
    {
        var integrated = Read($$"""{"provider":"{{word}}"}""").Value!.IntegratedShipping!;

        integrated.Provider.ShouldBe(provider);
        integrated.Required.ShouldBeTrue();
        (integrated.CheckoutId, integrated.Metadata, integrated.Tags.Count, integrated.Fallback.Count)
            .ShouldBe((null, null, 0, 0));
    }

    [Theory]
    [InlineData(false, Whole)]
    [InlineData(true, "{}")]
    public void Should_count_only_when_it_is_on_and_given(bool useIntegratedShipping, string document)
    {
        document = document == "{}" ? "null" : document;
        var configuration = Read(document, useIntegratedShipping).Value!;

        configuration.IntegratedShipping.ShouldBeNull();
        configuration.QliroOwnsShipping.ShouldBe(useIntegratedShipping);
    }

    [Fact]
    public void Should_not_have_qliro_ask_us_beside_a_provider()
    {
        const string options = """[{"reference":"X","displayName":"X","price":1,"vatRate":25}]""";

        Read(Whole, shippingOptions: options).Value!.QliroAsksForShipping.ShouldBeFalse();
        Read("null", shippingOptions: options).Value!.QliroAsksForShipping.ShouldBeTrue();
    }

    public static TheoryData<string, string?, string> Wrong => new()
    {
        { "provider", null, "integratedShipping.provider is required" },
        { "provider", "\"DHL\"", "integratedShipping.provider must be one of nShift, Ingrid" },
        { "checkoutId", "{}", "integratedShipping.checkoutId must be a text" },
        { "tags", "[]", "integratedShipping.tags must be a JSON object" },
        { "tags", Tags(21, 1, 1), "integratedShipping.tags must be at most 20 tags" },
        { "tags", Tags(1, 21, 1), TagsTooLong },
        { "tags", Tags(1, 1, 31), TagsTooLong },
        { "tags", "{\"\":\"x\"}", TagsTooLong },
        { "tags", "{\"a\":[]}", TagsTooLong },
        { "metadata", "[]", "integratedShipping.metadata must be a JSON object" },
        { "metadata", "{\"Ingrid.Vouchers\":7}", MetadataWrong },
        { "metadata", $$"""{"Ingrid.CartAttributes":["{{new string('x', 251)}}"]}""", MetadataWrong },
        { "fallback", "{}", "integratedShipping.fallback must be a JSON array" },
        { "fallback", "[{}]", "integratedShipping.fallback[0].reference is required" },
        { "fallback",
            """[{"reference":"A","displayName":"A","price":1,"vatRate":25,"category":"X"},{"reference":"B","displayName":"B","price":1,"vatRate":25}]""",
            "integratedShipping.fallback must all have a category, or none" },
        { "required", "\"perhaps\"", "integratedShipping.required must be true or false" },
    };

    private const string TagsTooLong
        = "integratedShipping.tags must have names of 1 to 20 letters and texts of at most 30";

    private const string MetadataWrong
        = "integratedShipping.metadata must have Ingrid.Vouchers and Ingrid.CartAttributes as texts of at most 250 "
            + "letters, or lists of them";

    [Theory, MemberData(nameof(Wrong))]
    public void Should_name_the_key_that_is_wrong(string key, string? value, string mistake)
    {
        var document = JsonNode.Parse(Whole)!.AsObject();
        document.Remove(key);
        if (value is not null) document[key] = JsonNode.Parse(value);

        var error = Read(document.ToJsonString()).Error!;

        error.Code.ShouldBe(ErrorCodes.ConfigurationError);
        error.Message.ShouldContain(mistake);
    }

    [Fact]
    public void Should_take_the_last_of_what_is_given_twice()
    {
        var document = JsonSerializer.Deserialize<JsonElement>(
            """
            {"apiUrl":"https://pago.qit.nu","merchantApiKey":"K","merchantApiSecret":"S",
             "confirmationUrl":"https://s/c","termsUrl":"https://s/t","useIntegratedShipping":true,
             "integratedShipping":{"provider":"nShift","tags":{"a":"1","a":"2"},"metadata":{"m":1,"m":2}}}
            """);
        var configuration = ChannelConfigurationReader.Read(document, Partner.Order.ChannelKey).Value!;
        var order = Carts.Order(100m, Carts.Row(100m));

        configuration.IntegratedShipping!.Tags["a"].ShouldBe("2");
        ProviderShipping.LinesFor(configuration, order, order.Lines()).Single().Metadata!.Others!["m"].GetInt32()
            .ShouldBe(2);
    }

    [Theory]
    [InlineData(20, 20, 30)]
    [InlineData(1, 1, 0)]
    public void Should_take_tags_that_just_fit(int count, int nameLength, int valueLength)
        => Read($$"""{"provider":"nShift","tags":{{Tags(count, nameLength, valueLength)}}}""").Value!
            .IntegratedShipping!.Tags.Count.ShouldBe(count);

    [Theory]
    [InlineData("""{"provider":"nShift","checkoutId":"c"}""",
        "no fallback: where Qliro has not enabled nShift for the account", "every purchase is declined")]
    [InlineData("""{"provider":"Ingrid","required":false}""",
        "no fallback: where Qliro has not enabled Ingrid for the account", "orders are sold without freight")]
    [InlineData(
        """{"provider":"Ingrid","fallback":[{"reference":"A","displayName":"A","price":1,"vatRate":25,"postalCodes":[{"from":"1"}]}]}""",
        "no fallback for an unknown postal code", "every purchase is declined")]
    [InlineData(
        """{"provider":"nShift","fallback":[{"reference":"A","displayName":"A","price":1,"vatRate":25}]}""",
        "no checkoutId", "nShift")]
    [InlineData("""{"provider":"nShift","checkoutId":"c","metadata":{"Ingrid":{},"m":1},"fallback":FALLBACK}""",
        "keys of another provider: Ingrid of its metadata", "nShift is told nothing of them")]
    [InlineData("""{"provider":"nShift","checkoutId":"c","metadata":{"Ingrid.Vouchers":"A"},"fallback":FALLBACK}""",
        "keys of another provider: Ingrid.Vouchers of its metadata", "nShift is told nothing of them")]
    [InlineData("""{"provider":"Ingrid","checkoutId":"c","tags":{"a":"b"},"fallback":FALLBACK}""",
        "keys of another provider: checkoutId, tags are nShift's", "has published nothing")]
    [InlineData("""{"provider":"Ingrid","metadata":{"Ingrid.Vouchers":MANY},"fallback":FALLBACK}""",
        "has 31 codes and attributes for Ingrid", "Qliro takes 30")]
    public void Should_say_what_lets_deliveries_go_missing(string document, string what, string consequence)
    {
        document = document.Replace("FALLBACK",
            """[{"reference":"A","displayName":"A","price":1,"vatRate":25}]""", StringComparison.Ordinal)
            .Replace("MANY", JsonSerializer.Serialize(Enumerable.Range(0, 31).Select(number => $"{number}")),
                StringComparison.Ordinal);
        var shortcoming = Read(document).Value!.IntegratedShipping!.Shortcomings.ShouldHaveSingleItem();

        shortcoming.ShouldContain(what);
        shortcoming.ShouldContain(consequence);
    }

    [Theory]
    [InlineData("""{"provider":"nShift","checkoutId":"c","tags":{"a":"b"},"metadata":{"m":1},"fallback":FALLBACK}""")]
    [InlineData("""{"provider":"Ingrid","metadata":{"Ingrid":{},"Ingrid.Vouchers":"A","m":1},"fallback":FALLBACK}""")]
    public void Should_say_nothing_of_what_the_provider_takes(string document)
        => Read(document.Replace("FALLBACK",
            """[{"reference":"A","displayName":"A","price":1,"vatRate":25}]""", StringComparison.Ordinal))
            .Value!.IntegratedShipping!.Shortcomings.ShouldBeEmpty();

    private static string Tags(int count, int nameLength, int valueLength) => new JsonObject(
        Enumerable.Range(0, count).Select(number => KeyValuePair.Create(
            $"{(char)('a' + number)}".PadLeft(nameLength, '-'), (JsonNode?)new string('v', valueLength)))).ToJsonString();

    private static Outcome<ChannelConfiguration> Read(
        string integratedShipping, bool useIntegratedShipping = true, string shippingOptions = "[]")
    {
        var document = new JsonObject
        {
            ["apiUrl"] = "https://pago.qit.nu",
            ["merchantApiKey"] = "KEY",
            ["merchantApiSecret"] = "hush-1",
            ["confirmationUrl"] = "https://shop.example/done",
            ["termsUrl"] = "https://shop.example/terms",
            ["options"] = new JsonObject
            {
                ["useIntegratedShipping"] = useIntegratedShipping,
                ["integratedShipping"] = JsonNode.Parse(integratedShipping),
                ["shippingOptions"] = JsonNode.Parse(shippingOptions),
            },
        };
        return ChannelConfigurationReader.Read(JsonSerializer.SerializeToElement(document), Partner.Order.ChannelKey);
    }
}
