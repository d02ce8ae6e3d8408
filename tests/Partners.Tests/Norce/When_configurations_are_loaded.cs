using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Norce;

public sealed class When_configurations_are_loaded
{
    private const string Document =
        """
        {"apiUrl":"https://pago.qit.nu","merchantApiKey":"K","merchantApiSecret":"S",
         "confirmationUrl":"https://s/c","termsUrl":"https://s/t"}
        """;

    private static readonly ChannelKey Channel = Partner.Order.ChannelKey;

    [Fact]
    public async Task Should_be_kept_for_sixty_seconds()
    {
        var clock = new SimulatedTime();
        var stub = new StubPartner().Answers(200, Document);
        var channels = Partner.Channels(stub, clock);

        await channels.Get(Channel, Partner.Ct);
        clock.Advance(TimeSpan.FromSeconds(59));
        await channels.Get(Channel, Partner.Ct);
        stub.Requests.Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(1));
        await channels.Get(Channel, Partner.Ct);

        stub.Requests.Count.ShouldBe(2);
        stub.Requests.First().Line.ShouldBe(
            "GET https://norce.example/acme/configuration/api/v1/configuration/"
            + "merchants/acme/channels/se-qliro/configurations/qliro_checkout_adapter");
    }

    [Fact]
    public async Task Should_share_one_call_between_callers_at_once()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        var stub = new StubPartner().Does(_ => answer.Task);
        var channels = Partner.Channels(stub);
        using var impatient = new CancellationTokenSource();

        var first = channels.Get(Channel, impatient.Token);
        var second = channels.Get(Channel, Partner.Ct);
        await impatient.CancelAsync();
        (await first).Error!.Code.ShouldBe(ErrorCodes.ConfigurationError);
        answer.SetResult(new(System.Net.HttpStatusCode.OK) { Content = new StringContent(Document) });

        (await second).IsAccepted.ShouldBeTrue();
        stub.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(404, "", ErrorCodes.ConfigurationNotFound)]
    [InlineData(401, "", ErrorCodes.ConfigurationError)]
    [InlineData(400, "", ErrorCodes.ConfigurationError)]
    [InlineData(200, "<html>", ErrorCodes.ConfigurationError)]
    [InlineData(200, "{}", ErrorCodes.ConfigurationError)]
    public async Task Should_give_the_published_code_and_forget_it(int status, string body, string code)
    {
        var stub = new StubPartner().Answers(status, body).Answers(200, Document);
        var channels = Partner.Channels(stub);

        (await channels.Get(Channel, Partner.Ct)).Error!.Code.ShouldBe(code);
        (await channels.Get(Channel, Partner.Ct)).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_prefer_the_settings()
    {
        var stub = new StubPartner().Answers(200, Document);
        var channels = Partner.Channels(stub, settings: Partner.Configuration(
            ("Channels:0:merchant", "acme"),
            ("Channels:0:channel", "se-qliro"),
            ("Channels:0:apiSettings:apiUrl", "http://127.0.0.1:5082"),
            ("Channels:0:apiSettings:merchantApiKey", "DEMO"),
            ("Channels:0:apiSettings:merchantApiSecret", "demo"),
            ("Channels:0:redirectUrls:confirmationUrl", "https://s/c"),
            ("Channels:0:redirectUrls:termsUrl", "https://s/t"),
            ("Channels:0:options:recurring", "True"),
            ("Channels:0:shippingOptions:0:displayName", "Home"),
            ("Channels:0:shippingOptions:0:price", "49"),
            ("Channels:0:shippingOptions:0:vatRate", "25"),
            ("Channels:0:shippingOptions:0:reference", "A"),
            ("Channels:0:shippingOptions:1:displayName", "Home"),
            ("Channels:0:shippingOptions:1:price", "49"),
            ("Channels:0:shippingOptions:1:vatRate", "25"),
            ("Channels:0:shippingOptions:1:reference", "B")));

        var configuration = (await channels.Get(Channel, Partner.Ct)).Value!;

        (configuration.Account.ApiUrl, configuration.Recurring, configuration.ShippingOptions.Count)
            .ShouldBe(("http://127.0.0.1:5082", true, 2));
        stub.Requests.ShouldBeEmpty();
    }
}
