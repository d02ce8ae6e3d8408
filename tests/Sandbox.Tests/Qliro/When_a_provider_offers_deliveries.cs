using System.Text.Json.Nodes;

namespace QliroAdapter.Sandbox.Tests.Qliro;

public sealed class When_a_provider_offers_deliveries : QliroSituation
{
    private const string Unifaun = """{"Unifaun":{"CheckoutId":"c-1","Tags":{"bulky":"no"}}}""";
    private const string Methods =
        """[{"MerchantReference":"STD","DisplayName":"Standard","PriceIncVat":59,"PriceExVat":47.20,"VatRate":25}]""";

    [Fact]
    public async Task Should_offer_what_the_provider_has()
    {
        var id = await Created(request => request["ShippingConfiguration"] = JsonNode.Parse(Unifaun));

        Offered(id).ShouldBe(["p19", "p17"]);
        Charged(id).ShouldBe("p19 49");
    }

    [Fact]
    public async Task Should_know_ingrid_by_what_the_lines_tell()
    {
        Qliro.Options.ShippingProviders.Remove("Unifaun");
        var line = Mug();
        line["Metadata"] = JsonNode.Parse("""{"Ingrid":{"Weight":400,"Attributes":["cold"]}}""");

        Offered(await Created(request => request["OrderItems"] = new JsonArray(line))).ShouldBe(["p19", "p17"]);
        Offered(await Created(request => request["MerchantProvidedMetadata"] = JsonNode.Parse(
            """[{"Key":"Ingrid.Vouchers","Value":""}]"""))).ShouldBe(["p19", "p17"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_charge_the_merchants_method_where_the_provider_is_not_there(bool isEnabled)
    {
        NotOffering(isEnabled);
        var id = await Created(request =>
        {
            request["ShippingConfiguration"] = JsonNode.Parse(Unifaun);
            request["AvailableShippingMethods"] = JsonNode.Parse(Methods);
        });

        Offered(id).ShouldBe(["STD"]);
        Charged(id).ShouldBe("STD 59");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_sell_without_freight_where_there_is_nothing_to_fall_back_on(bool isEnabled)
    {
        NotOffering(isEnabled);
        var id = await Created(request => request["ShippingConfiguration"] = JsonNode.Parse(Unifaun));

        Offered(id).ShouldBeEmpty();
        (await Qliro.CompleteAsync(id)).Accepted.ShouldBeTrue();
        Charged(id).ShouldBeNull();
        ((decimal)Qliro.Order(id)["TotalPrice"]!).ShouldBe(325m);
    }

    [Fact]
    public async Task Should_ask_the_provider_that_an_update_names()
    {
        var id = await CreateOrder();
        Offered(id).ShouldBeEmpty();

        (await Qliro.Merchant("PUT", $"/Orders/{id}", new JsonObject
        {
            ["MerchantApiKey"] = "DEMO",
            ["OrderItems"] = new JsonArray(Mug()),
            ["ShippingConfiguration"] = JsonNode.Parse(Unifaun),
        })).Status.ShouldBe(200);

        Charged(id).ShouldBe("p19 49");
    }

    [Fact]
    public async Task Should_note_that_ingrid_and_the_merchant_were_both_to_offer()
    {
        await Created(request =>
        {
            request["MerchantOrderAvailableShippingMethodsUrl"] = "http://adapter.example/shipping-methods";
            request["ShippingConfiguration"] = JsonNode.Parse(Unifaun);
        });
        Qliro.Mistakes.ShouldBeEmpty();

        var id = await Created(request =>
        {
            request["MerchantOrderAvailableShippingMethodsUrl"] = "http://adapter.example/shipping-methods";
            request["ShippingConfiguration"] = JsonNode.Parse("""{"Ingrid":{"SomeId":"x"}}""");
        });

        Qliro.Mistakes.ShouldHaveSingleItem().ShouldContain($"{id}");
    }

    [Fact]
    public async Task Should_not_return_what_the_lines_told()
    {
        var line = Mug();
        line["Metadata"] = JsonNode.Parse("""{"Ingrid":{"Weight":400}}""");
        var id = await Created(request => request["OrderItems"] = new JsonArray(line));

        var items = Qliro.Order(id)["OrderItems"]!.AsArray();
        items[0]!["Metadata"].ShouldBeNull();
        ((string?)items[1]!["Metadata"]!["ShippingMethodMerchantReference"]).ShouldBe("p19");
    }

    [Theory]
    [InlineData("""{"Unifaun":{"Tags":{"123456789012345678901":"x"}}}""")]
    [InlineData("""{"Unifaun":{"Tags":{"a":"1234567890123456789012345678901"}}}""")]
    [InlineData("""{"Unifaun":7}""")]
    [InlineData("""{"Ingrid":"x"}""")]
    public async Task Should_refuse_a_provider_that_breaks_the_limits(string configuration)
        => (await Refused(request => request["ShippingConfiguration"] = JsonNode.Parse(configuration)))
            .ShouldBe("INVALID_INPUT");

    [Fact]
    public async Task Should_refuse_a_21st_tag()
        => (await Refused(request => request["ShippingConfiguration"] = new JsonObject
        {
            ["Unifaun"] = new JsonObject
            {
                ["Tags"] = new JsonObject(
                    Enumerable.Range(1, 21).Select(tag => KeyValuePair.Create($"{tag}", (JsonNode?)"x"))),
            },
        })).ShouldBe("INVALID_INPUT");

    [Theory]
    [InlineData("""{"Weight":1.5}""")]
    [InlineData("""{"Dimensions":{"Height":"tall"}}""")]
    [InlineData("""{"ShippingDate":{"Start":"soon"}}""")]
    [InlineData("""{"Attributes":"cold"}""")]
    public async Task Should_refuse_a_line_that_tells_ingrid_nonsense(string ingrid)
    {
        var line = Mug();
        line["Metadata"] = new JsonObject { ["Ingrid"] = JsonNode.Parse(ingrid) };
        (await Refused(request => request["OrderItems"] = new JsonArray(line))).ShouldBe("INVALID_INPUT");
    }

    private void NotOffering(bool isEnabled)
    {
        if (isEnabled) Qliro.Options.ShippingProvidersAnswer = false;
        else Qliro.Options.ShippingProviders.Clear();
    }

    private async Task<long> Created(Action<JsonObject> change)
    {
        var request = Create();
        change(request);
        var (status, body) = await Qliro.Merchant("POST", "/Orders", request);
        status.ShouldBe(201, body?.ToJsonString());
        return (long)body!["OrderId"]!;
    }

    private async Task<string?> Refused(Action<JsonObject> change)
    {
        var request = Create();
        change(request);
        var (status, body) = await Qliro.Merchant("POST", "/Orders", request);
        status.ShouldBe(400);
        return (string?)body!["ErrorCode"];
    }

    private string[] Offered(long id) => [.. Qliro.ShippingOffered(id).Select(one => one.Method)];

    private string? Charged(long id) => Qliro.Order(id)["OrderItems"]!.AsArray()
        .Where(item => (string?)item!["Type"] == "Shipping")
        .Select(item => $"{item!["MerchantReference"]} {item["PricePerItemIncVat"]}").SingleOrDefault();
}
