using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Norce;

public sealed class When_shipping_options_are_configured
{
    private const string Option =
        """
        {"reference":"PICKUP","feeReference":"FREIGHT","displayName":"Postombud","descriptions":["1-3 dagar"],"brand":"PostNord",
         "price":49,"priceExVat":"39.20","countries":["se"],"postalCodes":[{"from":"10","to":"19"},{"from":"211 45"}],
         "weightMaxGrams":"20000","orderAmountMin":0,"orderAmountMax":499.99,"category":"PICKUP",
         "pickupPoints":[{"reference":"KIOSK","displayName":"Kiosken","address":"Storgatan 2","postalCode":"21145","city":"Malmö"}],
         "additionalServices":[{"reference":"EVENING","displayName":"Kväll","price":25}]}
        """;

    [Fact]
    public void Should_read_every_key()
    {
        var configuration = Read($"[{Option}]").Value!;

        configuration.QliroOwnsShipping.ShouldBeTrue();
        var option = configuration.ShippingOptions.Single();
        (option.Reference, option.FeeReference, option.DisplayName, option.Brand, option.Category)
            .ShouldBe(("PICKUP", "FREIGHT", "Postombud", "PostNord", "PICKUP"));
        (option.Price, option.PriceExVat, option.VatRate).ShouldBe((49m, 39.20m, 25m));
        (option.WeightMaxGrams, option.OrderAmountMin, option.OrderAmountMax).ShouldBe((20000, 0m, 499.99m));
        option.Countries.ShouldBe(["SE"]);
        option.PostalCodes.Select(range => range.ToString()).ShouldBe(["10-19", "21145-21145"]);
        option.PickupPoints.Single().City.ShouldBe("Malmö");
        option.AdditionalServices.Single().PriceExVat.ShouldBe(20m);
    }

    [Fact]
    public void Should_leave_shipping_to_norce_without_options()
        => Read("[]").Value!.QliroOwnsShipping.ShouldBeFalse();

    [Theory]
    [InlineData("reference", null, "shippingOptions[0].reference is required")]
    [InlineData("reference", "\"A#1\"",
        "shippingOptions[0].reference must be 1 to 200 letters, digits, spaces and ( . ) ' - _ & , / – + :")]
    [InlineData("displayName", null, "shippingOptions[0].displayName is required")]
    [InlineData("price", null, "shippingOptions[0].price is required")]
    [InlineData(
        "price", "-1", "shippingOptions[0].price must be a number from 0 to 1000000000 with at most two decimals")]
    [InlineData(
        "price", "49.001", "shippingOptions[0].price must be a number from 0 to 1000000000 with at most two decimals")]
    [InlineData("priceExVat", null, "shippingOptions[0].vatRate is required unless there is priceExVat")]
    [InlineData("priceExVat", "49.01", "shippingOptions[0].priceExVat must not be above price")]
    [InlineData("countries", "[\"Sweden\"]", "shippingOptions[0].countries[0] must be a two-letter country code")]
    [InlineData("countries", "\"SE\"", "shippingOptions[0].countries must be a JSON array")]
    [InlineData("postalCodes", "[{\"from\":\"20\",\"to\":\"10\"}]",
        "shippingOptions[0].postalCodes[0].to must not come before from")]
    [InlineData(
        "weightMaxGrams", "0.5", "shippingOptions[0].weightMaxGrams must be a whole number from 0 to 1000000000")]
    [InlineData("orderAmountMin", "500", "shippingOptions[0].orderAmountMax must not be below orderAmountMin")]
    [InlineData("descriptions", "[\"1\",\"2\",\"3\",\"4\"]",
        "shippingOptions[0].descriptions must have at most 3 lines of at most 200 letters")]
    [InlineData(
        "pickupPoints", "[{\"reference\":\"K\"}]", "shippingOptions[0].pickupPoints[0].displayName is required")]
    [InlineData("additionalServices", "[7]", "shippingOptions[0].additionalServices[0] must be a JSON object")]
    public void Should_name_the_entry_and_the_key_that_are_wrong(string key, string? value, string mistake)
    {
        var option = JsonNode.Parse(Option)!.AsObject();
        option.Remove(key);
        if (value is not null) option[key] = JsonNode.Parse(value);

        var error = Read($"[{option.ToJsonString()}]").Error!;

        error.Code.ShouldBe(ErrorCodes.ConfigurationError);
        error.Message.ShouldEndWith($": {mistake}.");
    }

    [Theory]
    [InlineData("{}", "shippingOptions must be a JSON array")]
    [InlineData("[1]", "shippingOptions[0] must be a JSON object")]
    [InlineData("""[{"reference":"A","displayName":"A","price":1,"vatRate":25,"category":"X"},{"reference":"B","displayName":"B","price":1,"vatRate":25}]""",
        "shippingOptions must all have a category, or none")]
    public void Should_name_the_list_when_it_is_wrong_as_a_whole(string options, string mistake)
        => Read(options).Error!.Message.ShouldEndWith($": {mistake}.");

    private static Outcome<ChannelConfiguration> Read(string options)
    {
        var document = new JsonObject
        {
            ["apiUrl"] = "https://pago.qit.nu",
            ["merchantApiKey"] = "KEY",
            ["merchantApiSecret"] = "hush-1",
            ["confirmationUrl"] = "https://shop.example/done",
            ["termsUrl"] = "https://shop.example/terms",
            ["shippingOptions"] = JsonNode.Parse(options),
        };
        return ChannelConfigurationReader.Read(JsonSerializer.SerializeToElement(document), Partner.Order.ChannelKey);
    }
}
