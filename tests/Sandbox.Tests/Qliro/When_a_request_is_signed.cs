using System.Text;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Sandbox.Tests.Qliro;

public sealed class When_a_request_is_signed : QliroSituation
{
    [Theory]
    [InlineData("", "cJ9lnRpRhxSvW2x3Q7brayPlCAInCyOe9vBlNr0yesw=")]
    [InlineData("""{"MerchantApiKey":"DEMO","OrderItems":[]}""", "RadmCAKCkcrEWNhAAxhGOEji1WcfUNWZNfqD1N0byL8=")]
    [InlineData("""{"MerchantApiKey":"DEMO","City":"Malmö"}""", "D2CV0r/wWMhPHmo6qXWr3yES4jboexVvwnCMqvsaTAI=")]
    public void Should_agree_with_the_published_formula(string body, string token)
        => QliroSignature.Token(Encoding.UTF8.GetBytes(body), "demo-secret-0001").ShouldBe(token);

    [Fact]
    public async Task Should_answer_401_without_a_body_to_a_wrong_secret()
    {
        var (status, body) = await Qliro.Signed("POST", "/checkout/merchantapi/Orders", Create(), secret: "wrong");
        status.ShouldBe(401);
        body.ShouldBeNull();
    }

    [Fact]
    public async Task Should_answer_401_to_a_key_that_is_not_the_signers()
    {
        var body = Create();
        body["MerchantApiKey"] = "OTHER";
        (await Qliro.Merchant("POST", "/Orders", body)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Should_know_a_merchant_by_its_key_when_its_secret_is_replaced()
    {
        var (order, _) = await Bought();
        Qliro.Options.Merchants.Add(new("DEMO", "demo-secret-0002"));
        Qliro.Options.Merchants.Add(new("OTHER", "other-secret"));

        (await Read("demo-secret-0001")).ShouldBe(200);
        (await Read("demo-secret-0002")).ShouldBe(200);
        (await Read("other-secret")).ShouldBe(404);

        async Task<int> Read(string secret) => (await Qliro.Signed(
            "GET", $"/checkout/adminapi/v2/orders/{order}", null, secret)).Status;
    }

    [Fact]
    public async Task Should_find_paths_in_any_case_and_refuse_a_doubled_slash()
    {
        var id = await CreateOrder();
        (await Qliro.Merchant("GET", $"/orders/{id}")).Status.ShouldBe(200);
        (await Qliro.Admin("GET", $"/ORDERS/{id}")).Status.ShouldBe(200);
        (await Qliro.Merchant("GET", $"//Orders/{id}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Should_answer_404_for_an_unknown_order_in_both_styles()
    {
        var (status, body) = await Qliro.Merchant("GET", "/Orders/1");
        status.ShouldBe(404);
        ((string)body!["ErrorCode"]!).ShouldBe("ORDER_NOT_FOUND");

        Qliro.Options.NotFoundAsJson = false;
        (status, body) = await Qliro.Merchant("GET", "/Orders/1");
        status.ShouldBe(404);
        body.ShouldBeNull();
    }

    [Fact]
    public async Task Should_read_members_in_any_case()
    {
        var body = new JsonObject();
        foreach (var (name, value) in Create()) body[name.ToUpperInvariant()] = value?.DeepClone();
        (await Qliro.Merchant("POST", "/Orders", body)).Status.ShouldBe(201);
    }
}
