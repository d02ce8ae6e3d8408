using System.Text;
using System.Text.Json;
using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Norce;

public sealed class When_norce_is_called
{
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

    [Theory]
    [InlineData("sh\u00e5p", "se-qliro")]
    [InlineData("acme", "se\nqliro")]
    public async Task Should_not_take_a_name_that_cannot_be_sent_for_an_outage(string merchant, string channel)
    {
        var clock = new SimulatedTime();
        var stub = new StubPartner().Answers(200, """{"id":"o1"}""");
        var settings = Partner.Settings();
        settings.OrderApiUrl = "https://norce.example/order";
        var norce = Partner.Norce(stub, clock, settings);
        var odd = OrderKey.Of(merchant, channel, "o1");

        for (var call = 0; call < 40; call++)
            (await norce.GetOrder(odd, Partner.Ct)).Failure!.Kind.ShouldBe(PartnerFailureKind.Rejected);

        stub.Requests.ShouldBeEmpty();
        norce.OpenUntil(odd).ShouldBeNull();
        (await norce.GetOrder(OrderKey.Of("acme", "se-qliro", "o1"), Partner.Ct)).IsAccepted.ShouldBeTrue();
    }

    /// <summary>A broken byte in a text is replaced; in an id it would name something else.</summary>
    [Theory]
    [InlineData("payments")]
    [InlineData("shippings")]
    [InlineData("hooks")]
    public async Task Should_not_take_an_order_whose_ids_are_broken(string member)
    {
        var order = $$"""{"id":"{{Partner.Order.OrderId}}","culture":"sv\ud800","{{member}}":[{"id":"pN\ud800ew"}]}""";
        var whole = order.Replace("pN\\ud800ew", "pNew", StringComparison.Ordinal);

        var broken = await Partner.Norce(new StubPartner().Answers(200, order)).GetOrder(Partner.Order, Partner.Ct);
        var read = await Partner.Norce(new StubPartner().Answers(200, whole)).GetOrder(Partner.Order, Partner.Ct);

        broken.Failure!.Kind.ShouldBe(PartnerFailureKind.Unavailable);
        read.IsAccepted.ShouldBeTrue();
    }

    /// <summary>Bytes that are not UTF-8: what garbled them on the way seldom does so again.</summary>
    [Theory]
    [InlineData(1, "sv-SE", 2)]
    [InlineData(2, "sv-SE", 3)]
    [InlineData(3, "sv-\uFFFDSE", 3)]
    public async Task Should_read_an_answer_with_broken_bytes_again(int broken, string culture, int requests)
    {
        byte[] Order(byte[] inside)
            => [.. Encoding.UTF8.GetBytes($$"""{"id":"{{Partner.Order.OrderId}}","culture":"sv-"""), .. inside, .. "SE\"}"u8];
        var stub = new StubPartner();
        for (var answer = 0; answer < broken; answer++) stub.Answers(200, Order([0xFF]));
        stub.Answers(200, Order([]));

        var read = await Partner.Norce(stub).GetOrder(Partner.Order, Partner.Ct);

        (read.Value?.Culture, stub.Requests.Count).ShouldBe((culture, requests));
    }

    [Fact]
    public async Task Should_look_for_what_it_added_under_a_broken_id()
        => (await Partner.Norce(new StubPartner().Answers(201, """{"id":"pN\ud800ew"}"""))
            .AddPayment(Partner.Order, new() { Id = "p1" }, Partner.Ct)).Failure!.Kind.ShouldBe(PartnerFailureKind.Unknown);

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
