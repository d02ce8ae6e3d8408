using System.Text.Json.Nodes;

namespace QliroAdapter.Sandbox.Tests.Qliro;

public sealed class When_an_order_is_created : QliroSituation
{
    public static TheoryData<string, string, string> Refusals => new()
    {
        { "MerchantReference", "\"o_12345678901234567890123456\"", "INVALID_INPUT" },
        { "MerchantReference", "\"with space\"", "INVALID_INPUT" },
        { "Currency", "\"sek\"", "INVALID_INPUT" },
        { "Country", "\"SWE\"", "INVALID_INPUT" },
        { "Language", "\"sv-SE\"", "INVALID_INPUT" },
        { "Language", "\"fi\"", "INVALID_INPUT" },
        { "MerchantTermsUrl", "\"terms\"", "INVALID_INPUT" },
        { "MerchantTermsUrl", "null", "INVALID_INPUT" },
        { "PrimaryColor", "\"red\"", "INVALID_INPUT" },
        { "CornerRadius", "1001", "INVALID_INPUT" },
        { "MinimumCustomerAge", "-1", "INVALID_INPUT" },
        { "EnforcedJuridicalType", "\"Person\"", "INVALID_INPUT" },
        { "AskForNewsletterSignupText", "\" leading\"", "INVALID_INPUT" },
        { "OrderItems", "[]", "INVALID_INPUT" },
        { "MerchantCheckoutStatusPushUrl", "null", "MERCHANT_URL_NOT_SET" },
        { "MerchantOrderManagementStatusPushUrl", "null", "MERCHANT_URL_NOT_SET" },
        { "Currency", "\"EUR\"", "PAYMENT_METHOD_NOT_CONFIGURED" },
        { "CustomerInformation", "{\"Address\":{\"Street2\":\"1234567890123456789012345678901234567890x\"}}",
            "INVALID_INPUT" },
        { "MerchantProvidedMetadata", "[{\"Key\":\"k\",\"Value\":7}]", "INVALID_INPUT" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Should_refuse_what_the_schema_forbids(string member, string value, string code)
    {
        var request = Create();
        request[member] = JsonNode.Parse(value);

        var (status, body) = await Qliro.Merchant("POST", "/Orders", request);

        status.ShouldBe(400);
        ((string)body!["ErrorCode"]!).ShouldBe(code);
        ((string)body["ErrorMessage"]!).ShouldNotBeEmpty();
        Guid.TryParse((string)body["ErrorReference"]!, out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("MerchantReference", "\"AB#12\"", "INVALID_INPUT")]
    [InlineData("Quantity", "1.5", "INVALID_INPUT")]
    [InlineData("Quantity", "0", "INVALID_INPUT")]
    [InlineData("PricePerItemIncVat", "57.425", "INVALID_INPUT")]
    [InlineData("PricePerItemIncVat", "-125", "INVALID_INPUT")]
    [InlineData("PricePerItemExVat", "126", "INVALID_INPUT")]
    [InlineData("VatRate", "24.137931", "SYSTEM_ERROR")]
    [InlineData("Type", "\"Gift\"", "INVALID_INPUT")]
    public async Task Should_refuse_a_line_that_breaks_a_rule(string member, string value, string code)
    {
        var line = Mug();
        line[member] = JsonNode.Parse(value);

        var (status, body) = await Qliro.Merchant("POST", "/Orders", Create(line));

        status.ShouldBe(400);
        ((string)body!["ErrorCode"]!).ShouldBe(code);
    }

    [Fact]
    public async Task Should_refuse_a_positive_discount()
    {
        var (status, _) = await Qliro.Merchant("POST", "/Orders", Create(Mug(), Line("D", 50m, 40m, 1, "Discount")));
        status.ShouldBe(400);
    }

    [Fact]
    public async Task Should_refuse_a_201st_line()
    {
        (await Qliro.Merchant("POST", "/Orders", Create(Lines(201)))).Status.ShouldBe(400);
        (await Qliro.Merchant("POST", "/Orders", Create(Lines(200)))).Status.ShouldBe(201);

        static JsonObject[] Lines(int count) =>
            [.. Enumerable.Range(1, count).Select(number => Line($"{number}", 1m, 0.8m))];
    }

    [Fact]
    public async Task Should_merge_lines_of_equal_identity_and_keep_other_prices_apart()
    {
        var id = await CreateOrder(Line("RedHat", 10m, 8m, 25), Line("RedHat", 10m, 8m, 25), Line("RedHat", 0m, 0m));
        var items = Qliro.Order(id)["OrderItems"]!.AsArray();

        items.Select(one => (int)one!["Quantity"]!).ShouldBe([50, 1]);
        ((decimal)Qliro.Order(id)["TotalPrice"]!).ShouldBe(500m);
    }

    [Fact]
    public async Task Should_answer_by_reference_with_the_newest()
    {
        await CreateOrder();
        var second = await CreateOrder();
        var (status, body) = await Qliro.Merchant("GET", "/Orders?merchantReference=N-7f3kq2");
        status.ShouldBe(200);
        ((long)body!["OrderId"]!).ShouldBe(second);
    }
}
