using System.Text;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_a_request_is_signed
{
    // Computed outside of this program: printf '%s' '<body>demo-secret-0001' | sha256sum, then Base64 of the 32 bytes.
    [Trait("qliro", "1")]
    [Theory]
    [InlineData("", "cJ9lnRpRhxSvW2x3Q7brayPlCAInCyOe9vBlNr0yesw=")]
    [InlineData("""{"MerchantApiKey":"DEMO","OrderItems":[]}""", "RadmCAKCkcrEWNhAAxhGOEji1WcfUNWZNfqD1N0byL8=")]
    [InlineData("""{"MerchantApiKey":"DEMO","City":"Malmö"}""", "D2CV0r/wWMhPHmo6qXWr3yES4jboexVvwnCMqvsaTAI=")]
    public void Should_hash_the_body_and_then_the_secret(string body, string token)
        => QliroToken.For(Encoding.UTF8.GetBytes(body), Partner.Account.MerchantApiSecret).ShouldBe(token);

    [Trait("qliro", "3")]
    [Fact]
    public async Task Should_sign_exactly_the_bytes_that_are_sent()
    {
        var stub = new StubPartner().Answers(201, """{"OrderId":4950001,"PaymentLink":null}""");

        var answer = await Partner.Qliro(stub).CreateOrder(Partner.Account, Requests.Create("Kåpa – blå"), Partner.Ct);

        answer.Value!.OrderId.ShouldBe(Partner.QliroId);
        var seen = stub.Request;
        seen.Line.ShouldBe("POST https://pago.qit.nu/checkout/merchantapi/Orders");
        seen.Header("Authorization").ShouldBe("Qliro " + QliroToken.For(seen.Bytes, Partner.Account.MerchantApiSecret));
        seen.Body.ShouldContain("\"MerchantApiKey\":\"DEMO\"");
        seen.Body.ShouldNotContain("demo-secret-0001");
        seen.ContentType.ShouldBe("application/json; charset=utf-8");
    }

    [Trait("qliro", "2")]
    [Fact]
    public async Task Should_sign_nothing_but_the_secret_on_a_read()
    {
        var stub = new StubPartner().Answers(200, """{"OrderId":4950001}""");

        await Partner.Qliro(stub).FindOrder(Partner.Account, MerchantReference.Of("N-7f3kq2"), Partner.Ct);

        stub.Request.Line.ShouldBe("GET https://pago.qit.nu/checkout/merchantapi/Orders?merchantReference=N-7f3kq2");
        stub.Request.Header("Authorization").ShouldBe("Qliro cJ9lnRpRhxSvW2x3Q7brayPlCAInCyOe9vBlNr0yesw=");
        stub.Request.Bytes.ShouldBeNull();
    }
}
