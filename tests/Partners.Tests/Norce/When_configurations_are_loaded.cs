using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Norce;

public sealed class When_configurations_are_loaded
{
    private const string Document =
        """
        {"apiUrl":"https://pago.qit.nu","merchantApiKey":"K","merchantApiSecret":"S",
         "confirmationUrl":"https://s/c","termsUrl":"https://s/t"}
        """;

    private static readonly ChannelKey channelKey = Partner.Order.ChannelKey;

    [Fact]
    public async Task Should_be_kept_for_sixty_seconds()
    {
        var clock = new SimulatedTime();
        var stub = new StubPartner().Answers(200, Document);
        var channels = Partner.Channels(stub, clock);

        await channels.Get(channelKey, Partner.Ct);
        clock.Advance(TimeSpan.FromSeconds(59));
        await channels.Get(channelKey, Partner.Ct);
        stub.Requests.Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(1));
        await channels.Get(channelKey, Partner.Ct);

        stub.Requests.Count.ShouldBe(2);
        stub.Requests.First().Line.ShouldBe(
            "GET https://norce.example/acme/configuration/api/v1/configuration/"
            + "merchants/acme/channels/se-qliro/configurations/qliro_checkout_adapter");
    }

    [Fact]
    public async Task Should_answer_an_old_one_at_once_and_have_a_new_one_for_the_next()
    {
        var clock = new SimulatedTime();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        var stub = new StubPartner().Answers(200, Document).Does(_ => answer.Task);
        var channels = Partner.Channels(stub, clock);
        await channels.Get(channelKey, Partner.Ct);
        clock.Advance(TimeSpan.FromHours(1));

        foreach (var _ in (int[])[1, 2, 3])
        {
            var known = channels.Get(channelKey, Partner.Ct);
            known.IsCompleted.ShouldBeTrue("a turn never waits when a good one is known");
            (await known).Value!.Account.MerchantApiKey.ShouldBe("K");
        }
        stub.Requests.Count.ShouldBe(2);
        answer.SetResult(Answered(Document.Replace("\"K\"", "\"K2\"", StringComparison.Ordinal)));

        (await channels.Get(channelKey, Partner.Ct)).Value!.Account.MerchantApiKey.ShouldBe("K2");
        stub.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_wait_again_for_a_channel_whose_document_is_too_old()
    {
        var clock = new SimulatedTime();
        var stub = new StubPartner().Answers(200, Document).StaysSilent();
        var channels = Partner.Channels(stub, clock);
        await channels.Get(channelKey, Partner.Ct);
        clock.Advance(TimeSpan.FromHours(25));

        var asked = channels.Get(channelKey, Partner.Ct);
        asked.IsCompleted.ShouldBeFalse();
        (await clock.Finish(asked)).Error!.Code.ShouldBe(ErrorCodes.ConfigurationError);
    }

    [Fact]
    public async Task Should_tell_which_channels_go_on_with_a_kept_one_until_they_do_not()
    {
        var clock = new SimulatedTime();
        var stub = new StubPartner().Answers(200, Document).Answers(401).Answers(200, Document);
        var channels = Partner.Channels(stub, clock);
        await channels.Get(channelKey, Partner.Ct);
        var readAt = clock.GetUtcNow();
        channels.Stale.ShouldBeEmpty();
        clock.Advance(TimeSpan.FromMinutes(1));
        await channels.Get(channelKey, Partner.Ct);

        channels.Stale.ShouldBe(
        [
            new()
            {
                Channel = channelKey, UnavailableSince = clock.GetUtcNow(), ReadAt = readAt,
                ServesUntil = readAt + TimeSpan.FromHours(24),
            },
        ]);
        clock.Advance(TimeSpan.FromMinutes(1));
        await channels.RefreshStale();
        channels.Stale.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_read_for_itself_when_the_channels_grain_is_lost()
    {
        var grains = new OneChannel(_ => throw new GrainBusyException("no node took it"));
        var stub = new StubPartner().Answers(200, Document);
        var channels = Partner.Channels(stub, grains: grains);

        (await channels.Get(channelKey, Partner.Ct)).IsAccepted.ShouldBeTrue();
        stub.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_go_on_with_what_it_has_when_the_channels_grain_is_lost()
    {
        var clock = new SimulatedTime();
        var stub = new StubPartner().Answers(200, Document);
        var grains = new OneChannel(asked => asked == 1
            ? new()
            {
                Document = Masked.Of(Document), ReadAt = clock.GetUtcNow(), GoodFor = TimeSpan.FromMinutes(1),
            }
            : throw new GrainBusyException("no node took it"));
        var channels = Partner.Channels(stub, clock, grains: grains);
        await channels.Get(channelKey, Partner.Ct);
        clock.Advance(TimeSpan.FromMinutes(1));

        foreach (var _ in (int[])[1, 2, 3]) (await channels.Get(channelKey, Partner.Ct)).IsAccepted.ShouldBeTrue();

        (grains.Asked, stub.Requests.Count).ShouldBe((2, 0));
        clock.Advance(TimeSpan.FromSeconds(10));
        await channels.Get(channelKey, Partner.Ct);
        grains.Asked.ShouldBe(3);
    }

    [Fact]
    public async Task Should_know_until_when_due_work_waits_though_another_node_found_the_api_unavailable()
    {
        var clock = new SimulatedTime();
        var until = clock.GetUtcNow() + TimeSpan.FromSeconds(30);
        var channels = Partner.Channels(new(), clock, grains: new OneChannel(_ => new()
        {
            Error = new() { Code = ErrorCodes.ConfigurationError, Message = "away" },
            UnavailableSince = clock.GetUtcNow(), OpenUntil = until,
        }));
        channels.OpenUntil(channelKey).ShouldBeNull();

        (await channels.Get(channelKey, Partner.Ct)).Error!.Message.ShouldBe("away");

        channels.OpenUntil(channelKey).ShouldBe(until);
        clock.Advance(TimeSpan.FromSeconds(30));
        channels.OpenUntil(channelKey).ShouldBeNull();
    }

    [Fact]
    public async Task Should_share_one_call_between_callers_at_once()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        var stub = new StubPartner().Does(_ => answer.Task);
        var channels = Partner.Channels(stub);
        using var impatient = new CancellationTokenSource();

        var first = channels.Get(channelKey, impatient.Token);
        var second = channels.Get(channelKey, Partner.Ct);
        await impatient.CancelAsync();
        (await first).Error!.Code.ShouldBe(ErrorCodes.ConfigurationError);
        answer.SetResult(Answered(Document));

        (await second).IsAccepted.ShouldBeTrue();
        stub.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(404, "", ErrorCodes.ConfigurationNotFound)]
    [InlineData(401, "", ErrorCodes.ConfigurationError)]
    [InlineData(400, """{"code":"some-code"}""", ErrorCodes.ConfigurationError)]
    [InlineData(200, "<html>", ErrorCodes.ConfigurationError)]
    [InlineData(200, "{}", ErrorCodes.ConfigurationError)]
    public async Task Should_give_the_published_code_and_forget_it(int status, string body, string code)
    {
        var stub = new StubPartner().Answers(status, body).Answers(200, Document);
        var channels = Partner.Channels(stub);

        (await channels.Get(channelKey, Partner.Ct)).Error!.Code.ShouldBe(code);
        (await channels.Get(channelKey, Partner.Ct)).IsAccepted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(200, """{"apiUrl":"none"}""")]
    public async Task Should_remember_no_channel_that_has_none(int status, string body)
    {
        var stub = new StubPartner();
        var channels = Partner.Channels(stub);

        for (var shop = 0; shop < 310; shop++)
        {
            stub.Answers(status, body);
            await channels.Get(new($"made-up-{shop}", "se"), Partner.Ct);
        }

        channels.Remembered.ShouldBe(0);
    }

    [Fact]
    public async Task Should_forget_a_channel_that_cannot_be_read_and_is_not_asked_for()
    {
        var clock = new SimulatedTime();
        var asked = 0;
        var channels = Partner.Channels(new(), clock, grains: new OneChannel(_ =>
        {
            asked++;
            return new()
            {
                Error = new() { Code = ErrorCodes.ConfigurationError, Message = "away" },
                UnavailableSince = clock.GetUtcNow(),
            };
        }));
        await channels.Get(channelKey, Partner.Ct);
        await channels.RefreshStale();
        (channels.Stale.Count, asked).ShouldBe((1, 2));

        clock.Advance(ChannelConfigurations.IdleMax);
        await channels.RefreshStale();

        (channels.Stale.Count, channels.Remembered, asked).ShouldBe((0, 0, 2));
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

        var configuration = (await channels.Get(channelKey, Partner.Ct)).Value!;

        (configuration.Account.ApiUrl, configuration.Recurring, configuration.ShippingOptions.Count)
            .ShouldBe(("http://127.0.0.1:5082", true, 2));
        stub.Requests.ShouldBeEmpty();
    }

    [Fact, Trait("qliro", "74")]
    public async Task Should_warn_once_of_a_document_that_lets_deliveries_go_missing()
    {
        var (clock, logger) = (new SimulatedTime(), new SaidLogger<ChannelConfigurations>());
        var open = Document.Replace(
            "{", """{"useIntegratedShipping":true,"integratedShipping":{"provider":"Ingrid"},""",
            StringComparison.Ordinal);
        var stub = new StubPartner().Answers(200, open);
        var channels = Partner.Channels(stub, clock, logger: logger);

        foreach (var _ in (int[])[1, 2])
        {
            await channels.Get(channelKey, Partner.Ct);
            clock.Advance(TimeSpan.FromSeconds(61));
        }

        logger.Text.Split('\n').ShouldHaveSingleItem().ShouldContain("integratedShipping has no fallback");
    }

    [Fact, Trait("qliro", "74")]
    public void Should_warn_at_the_start_of_a_document_in_the_settings()
    {
        var logger = new SaidLogger<ChannelConfigurations>();

        Partner.Channels(new StubPartner(), logger: logger, settings: Partner.Configuration(
            ("Channels:0:merchant", "acme"),
            ("Channels:0:channel", "se-qliro"),
            ("Channels:0:apiUrl", "http://127.0.0.1:5082"),
            ("Channels:0:merchantApiKey", "DEMO"),
            ("Channels:0:merchantApiSecret", "demo"),
            ("Channels:0:confirmationUrl", "https://s/c"),
            ("Channels:0:termsUrl", "https://s/t"),
            ("Channels:0:useIntegratedShipping", "true"),
            ("Channels:0:integratedShipping:provider", "nShift"),
            ("Channels:0:integratedShipping:tags:bulky", "no"),
            ("Channels:0:integratedShipping:metadata:Ingrid.Vouchers:0", "A"),
            ("Channels:0:integratedShipping:fallback:0:reference", "A"),
            ("Channels:0:integratedShipping:fallback:0:displayName", "A"),
            ("Channels:0:integratedShipping:fallback:0:price", "49"),
            ("Channels:0:integratedShipping:fallback:0:vatRate", "25")));

        var lines = logger.Text.Split('\n');
        lines.Length.ShouldBe(2);
        lines[0].ShouldContain("integratedShipping has no checkoutId");
        lines[1].ShouldContain("Ingrid.Vouchers of its metadata are Ingrid's");
    }

    private static HttpResponseMessage Answered(string document)
        => new(System.Net.HttpStatusCode.OK) { Content = new StringContent(document) };

    /// <summary>A channel's grain whose answers the test gives, by the number of the call.</summary>
    private sealed class OneChannel(Func<int, ChannelDocument> answer) : IPaymentGrains, IChannelGrain
    {
        public int Asked { get; private set; }

        public IChannelGrain Get(ChannelKey key) => this;

        public Task<ChannelDocument> GetConfiguration(GetConfiguration message) => Task.FromResult(answer(++Asked));

        public IPaymentGrain Get(PaymentKey key) => throw new NotSupportedException();

        public IOrderGrain Get(OrderKey key) => throw new NotSupportedException();

        public IHookTurns GetHooks(PaymentKey key) => throw new NotSupportedException();
    }
}
