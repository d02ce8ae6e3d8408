using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Norce;

/// <summary>Each operation, compared with Norce's pages: method, path and body.</summary>
public sealed class When_norces_routes_are_called
{
    private const string Order =
        "https://acme.api-se.stage.norce.tech/checkout/order/api/v0/checkout/orders/oTestAbc";

    private const string Configurations = "https://norce.example/acme/configuration";

    [Fact]
    public async Task Should_keep_to_the_order_api()
    {
        var stub = new StubPartner().Answers(200, "[]");
        var norce = Partner.Norce(stub);
        var order = Partner.Order;
        var ct = Partner.Ct;

        await Route.ShouldBeKept<INorceOrderApi>(stub, Order,
            new("GetOrder", () => norce.GetOrder(order, ct), "GET"),
            new("PutState", () => norce.PutState(order, OrderStatus.Accepted, ct),
                """PUT /state {"currentStatus":"accepted"}"""),
            new("PutBillingAddress", () => norce.PutBillingAddress(order, new() { GivenName = "Åsa" }, ct),
                """PUT /customer/billing {"givenName":"\u00C5sa"}"""),
            new("PutShippingAddress", () => norce.PutShippingAddress(order, new(), ct), "PUT /customer/shipping {}"),
            new("AddHook", () => norce.AddHook(order, new() { SubscribeTo = "/cart" }, ct),
                """POST /hooks {"subscribeTo":"/cart"}"""),
            new("DeleteHook", () => norce.DeleteHook(order, "oc/1", ct), "DELETE /hooks/oc%2F1"),
            new("ValidateOrder", () => norce.ValidateOrder(order, ct), "POST /validate"),
            new("AddPayment", () => norce.AddPayment(order, new() { Amount = 374.00m }, ct),
                """POST /payments {"amount":374.00}"""),
            new("PutPayment", () => norce.PutPayment(order, new() { Id = "p/1?" }, ct),
                """PUT /payments/p%2F1%3F {"id":"p/1?"}"""),
            new("AddActions", () => norce.AddActions(order, "p/1", [new() { Type = "capture" }], ct),
                """POST /payments/p%2F1/actions [{"type":"capture"}]"""),
            new("GetTransactions", () => norce.GetTransactions(order, "p1", ct), "GET /payments/p1/transactions"),
            new("AddTransaction", () => norce.AddTransaction(order, "p1", new() { Event = PaymentEvents.Open }, ct),
                """POST /payments/p1/transactions {"event":"open"}"""),
            new("AddShipping", () => norce.AddShipping(order, new() { Reference = "PICKUP" }, ct),
                """POST /shippings {"reference":"PICKUP"}"""),
            new("PutShipping", () => norce.PutShipping(order, new() { Id = "s1" }, ct),
                """PUT /shippings/s1 {"id":"s1"}"""));
    }

    [Fact]
    public async Task Should_keep_to_the_configuration_api()
    {
        var stub = new StubPartner().Answers(200, "{}");
        var norce = Partner.Configurations(stub);

        await Route.ShouldBeKept<INorceConfigurationApi>(stub, Configurations,
            new Route("GetConfiguration", () => norce.GetConfiguration(new("acme", "se/1"), Partner.Ct),
                "GET /api/v1/configuration/merchants/acme/channels/se%2F1/configurations/qliro_checkout_adapter"));
    }

    [Fact]
    public async Task Should_keep_to_the_identity_service()
    {
        var stub = new StubPartner().Answers(200, "{}");
        var api = NorceApi.IdentityOver(stub, Partner.Circuits());

        await Route.ShouldBeKept<INorceIdentityApi>(stub, "https://id.example",
            new Route("GetToken",
                () => api.GetToken("https://id.example/connect/token?a=b", new("token", baseUrl: null),
                    new([KeyValuePair.Create("client_id", "a&b")]), Partner.Ct),
                "POST /connect/token?a=b client_id=a%26b"));
    }

    [Fact]
    public async Task Should_write_back_what_it_does_not_know_byte_for_byte()
    {
        const string payment = """{"id":"p1","amount":1.10,"upsell":{"z":[1.50,null,"å"],"a":true}}""";
        var stub = new StubPartner().Answers(200, $$"""{"id":"oTestAbc","payments":[{{payment}}]}""");
        var norce = Partner.Norce(stub);
        var order = await norce.GetOrder(Partner.Order, Partner.Ct);
        stub.Requests.Clear();

        await norce.PutPayment(Partner.Order, order.Value!.Payments![0], Partner.Ct);

        stub.Request.Body.ShouldBe(payment.Replace("å", "\\u00E5", StringComparison.Ordinal));
        stub.Request.ContentType.ShouldBe("application/json; charset=utf-8");
        stub.Request.Header("Accept").ShouldBe("application/json");
    }

    [Fact]
    public void Should_refuse_a_part_of_the_order_without_an_id()
        => Should.Throw<ArgumentException>(() => Partner.Norce(new StubPartner())
            .PutPayment(Partner.Order, new(), Partner.Ct));
}
