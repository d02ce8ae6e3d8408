using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Norce;

public sealed class When_tokens_are_fetched
{
    private static readonly NorceOptions options = new()
    {
        OrderApiUrl = "https://norce.example/order",
        ClientCredentials = new()
        {
            TokenUrl = "https://id.example/token", ClientId = "me", ClientSecret = "s&cret", Scope = "stage",
        },
    };

    [Fact]
    public async Task Should_send_the_credentials_as_a_form_once()
    {
        var identity = new StubPartner().Answers(200, """{"access_token":"t1","expires_in":3600}""");
        var stub = new StubPartner().Answers(200, "{}");
        var norce = Partner.Norce(stub, new SimulatedTime(), options, identity);

        await norce.GetOrder(Partner.Order, Partner.Ct);
        await norce.GetOrder(Partner.Order, Partner.Ct);

        identity.Request.Body.ShouldBe("grant_type=client_credentials&client_id=me&client_secret=s%26cret&scope=stage");
        identity.Request.ContentType.ShouldBe("application/x-www-form-urlencoded");
        stub.Requests.ShouldAllBe(seen => seen.Header("Authorization") == "Bearer t1");
    }

    [Fact]
    public async Task Should_fetch_a_new_one_a_minute_before_the_old_one_ends()
    {
        var clock = new SimulatedTime();
        var identity = new StubPartner().Answers(200, """{"access_token":"t1","expires_in":3600}""")
            .Answers(200, """{"access_token":"t2","expires_in":3600}""");
        var stub = new StubPartner().Answers(200, "{}");
        var norce = Partner.Norce(stub, clock, options, identity);

        await norce.GetOrder(Partner.Order, Partner.Ct);
        clock.Advance(TimeSpan.FromSeconds(3539));
        await norce.GetOrder(Partner.Order, Partner.Ct);
        clock.Advance(TimeSpan.FromSeconds(1));
        await norce.GetOrder(Partner.Order, Partner.Ct);

        stub.Requests.Select(seen => seen.Header("Authorization")).ShouldBe(["Bearer t1", "Bearer t1", "Bearer t2"]);
    }

    [Fact]
    public async Task Should_try_once_more_with_a_fresh_one_when_refused()
    {
        var identity = new StubPartner()
            .Answers(200, """{"access_token":"t1"}""").Answers(200, """{"access_token":"t2"}""");
        var stub = new StubPartner().Answers(401).Answers(201, """{"id":"pNew"}""");

        var answer = await Partner.Norce(stub, new SimulatedTime(), options, identity)
            .AddPayment(Partner.Order, new(), Partner.Ct);

        answer.Value.ShouldBe("pNew");
        stub.Requests.Select(seen => seen.Header("Authorization")).ShouldBe(["Bearer t1", "Bearer t2"]);
    }

    [Fact]
    public async Task Should_give_up_after_the_second_refusal()
    {
        var identity = new StubPartner().Answers(200, """{"access_token":"t1"}""");
        var stub = new StubPartner().Answers(401);

        var answer = await Partner.Norce(stub, new SimulatedTime(), options, identity).GetOrder(
            Partner.Order, Partner.Ct);

        answer.Failure!.Status.ShouldBe(401);
        stub.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_not_repeat_with_a_static_token()
    {
        var stub = new StubPartner().Answers(401);

        await Partner.Norce(stub).GetOrder(Partner.Order, Partner.Ct);

        stub.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(400, PartnerFailureKind.Rejected, 401)]
    [InlineData(500, PartnerFailureKind.Unavailable, 500)]
    [InlineData(429, PartnerFailureKind.Unavailable, 429)]
    public async Task Should_know_that_nothing_was_sent_without_a_token(int status, PartnerFailureKind kind, int seen)
    {
        var identity = new StubPartner().Answers(status, """{"error":"invalid_client"}""");
        var stub = new StubPartner().Answers(200, "{}");

        var answer = await Partner.Norce(stub, new SimulatedTime(), options, identity)
            .AddPayment(Partner.Order, new(), Partner.Ct);

        (answer.Failure!.Kind, answer.Failure.Status).ShouldBe((kind, seen));
        stub.Requests.ShouldBeEmpty();
    }
}
