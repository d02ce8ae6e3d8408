using System.Text.Json;
using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Norce;

public sealed class When_norce_is_called
{
    private const string Root = "https://acme.api-se.stage.norce.tech/checkout/order/api/v0/checkout/orders/oTestAbc";

    [Fact]
    public async Task Should_say_who_we_are_every_time()
    {
        var stub = new StubPartner().Answers(200, "{}");
        var norce = Partner.Norce(stub);

        await norce.GetOrder(Partner.Order, Partner.Ct);
        await norce.PutPayment(Partner.Order, new() { Id = "p1" }, Partner.Ct);

        foreach (var seen in stub.Requests)
        {
            seen.Header("Authorization").ShouldBe("Bearer static-token");
            seen.Header("x-merchant").ShouldBe("acme");
            seen.Header("x-channel").ShouldBe("se-qliro");
            seen.Header("x-adapterid").ShouldBe("qliro_checkout_adapter");
        }
    }

    [Fact]
    public async Task Should_know_each_operation_by_its_route()
    {
        var stub = new StubPartner().Answers(200, "[]");
        var norce = Partner.Norce(stub);

        await norce.PutPayment(Partner.Order, new() { Id = "p/1" }, Partner.Ct);
        await norce.PutState(Partner.Order, OrderStatus.Accepted, Partner.Ct);
        await norce.PutBillingAddress(Partner.Order, new(), Partner.Ct);
        await norce.PutShippingAddress(Partner.Order, new(), Partner.Ct);
        await norce.AddActions(Partner.Order, "p1", [new() { Type = "capture" }], Partner.Ct);
        await norce.GetTransactions(Partner.Order, "p1", Partner.Ct);
        await norce.AddTransaction(Partner.Order, "p1", new() { Event = PaymentEvents.Open }, Partner.Ct);
        await norce.AddHook(Partner.Order, new() { SubscribeTo = "/cart" }, Partner.Ct);
        await norce.DeleteHook(Partner.Order, "oc1", Partner.Ct);
        await norce.PutShipping(Partner.Order, new() { Id = "s1" }, Partner.Ct);
        await norce.ValidateOrder(Partner.Order, Partner.Ct);

        stub.Requests.Select(seen => $"{seen.Line.Replace(Root, "", StringComparison.Ordinal)} {seen.Body}".TrimEnd())
            .ShouldBe(
        [
            """PUT /payments/p%2F1 {"id":"p/1"}""",
            """PUT /state {"currentStatus":"accepted"}""",
            "PUT /customer/billing {}",
            "PUT /customer/shipping {}",
            """POST /payments/p1/actions [{"type":"capture"}]""",
            "GET /payments/p1/transactions",
            """POST /payments/p1/transactions {"event":"open"}""",
            """POST /hooks {"subscribeTo":"/cart"}""",
            "DELETE /hooks/oc1",
            """PUT /shippings/s1 {"id":"s1"}""",
            "POST /validate",
        ]);
    }

    [Theory]
    [InlineData("""{"id":"pNew"}""", null)]
    [InlineData("", "/api/v0/checkout/orders/oTestAbc/payments/pNew")]
    public async Task Should_learn_the_id_of_what_it_added(string body, string? location)
    {
        var where = location is null ? null : new Uri(location, UriKind.Relative);
        var stub = new StubPartner().Answers(201, body, location: where);

        (await Partner.Norce(stub).AddPayment(Partner.Order, new(), Partner.Ct)).Value.ShouldBe("pNew");
        (await Partner.Norce(stub).AddShipping(Partner.Order, new(), Partner.Ct)).Value.ShouldBe("pNew");
    }

    [Fact]
    public async Task Should_not_claim_a_payment_without_an_id()
        => (await Partner.Norce(new StubPartner().Answers(201)).AddPayment(Partner.Order, new(), Partner.Ct))
            .Failure!.Kind.ShouldBe(PartnerFailureKind.Unknown);

    [Theory]
    [InlineData("evil.example/")]
    [InlineData("a.b")]
    [InlineData("x@evil")]
    [InlineData("-x")]
    public async Task Should_never_be_led_to_another_host(string merchant)
    {
        var stub = new StubPartner().Answers(200, "{}");

        var answer = await Partner.Norce(stub).GetOrder(OrderKey.Of(merchant, "c", "o"), Partner.Ct);

        answer.Failure!.Kind.ShouldBe(PartnerFailureKind.Rejected);
        stub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void Should_write_a_patch_without_a_value_only_for_remove()
        => JsonSerializer.Serialize<PatchOperation[]>(
            [
                new() { Op = "replace", Path = "/payments/0/amount", Value = JsonSerializer.SerializeToElement(375m) },
                new() { Op = "remove", Path = "/payments/0/recurring" },
            ],
            NorceJson.Options)
            .ShouldBe(
                """[{"op":"replace","path":"/payments/0/amount","value":375},"""
                + """{"op":"remove","path":"/payments/0/recurring"}]""");
}
