using System.Net;
using QliroAdapter.Tests;

namespace QliroAdapter.Client.Tests;

public sealed class When_a_call_fails
{
    private const string Order = """{"paymentId":"p1","htmlSnippet":""}""";

    private static readonly AdapterClientOptions hurried = new()
    {
        BaseUrl = new(Wire.Base), AccessToken = "t", Merchant = "m", Channel = "c", RetryFirstMilliseconds = 1,
    };

    private static readonly HttpRequestException refused = new(HttpRequestError.ConnectionError, "refused");
    private static readonly HttpRequestException broken = new(HttpRequestError.ResponseEnded, "broken");

    /// <summary>
    /// Every route: method, the path after the ids, whether a key is sent, and whether it may be repeated.
    /// </summary>
    public static TheoryData<string, string, bool, bool> Routes => new()
    {
        { "GET", "/api/checkout/v1/orders/o/payments/p", false, true },
        { "GET", "/api/order/v1/orders/o/payments/p/ledger", false, true },
        { "POST", "/api/checkout/v1/orders/o/payments", false, false },
        { "POST", "/api/checkout/v1/orders/o/payments", true, false },
        { "POST", "/api/checkout/v1/orders/o/payments/recurring", false, false },
        { "POST", "/api/checkout/v1/orders/o/payments/recurring", true, false },
        { "POST", "/api/checkout/v1/orders/o/payments/p/remove", false, true },
        { "POST", "/api/order/v1/orders/o/payments/p/refresh", false, true },
        { "POST", "/api/order/v1/orders/o/payments/p/cancel", false, false },
        { "POST", "/api/order/v1/orders/o/payments/p/cancel", true, true },
        { "POST", "/api/order/v1/orders/o/payments/p/capture", false, false },
        { "POST", "/api/order/v1/orders/o/payments/p/capture", true, true },
        { "POST", "/api/order/v1/orders/o/payments/p/refund", false, false },
        { "POST", "/api/order/v1/orders/o/payments/p/refund", true, true },
        { "POST", "/api/checkout/v1/callback/orders/o/payments/p/validate", false, true },
        { "POST", "/api/checkout/v1/callback/orders/o/payments/p/push", false, true },
        { "POST", "/api/checkout/v1/callback/orders/o/payments/p/notification", false, true },
        { "POST", "/api/checkout/v1/callback/orders/o/payments/p/save-recurring-details", false, true },
        { "POST", "/api/checkout/v1/callback/orders/o/payments/p/status", false, true },
        { "POST", "/api/checkout/v1/callback/orders/o/payments/p/shipping-methods", false, true },
        { "POST", "/api/checkout/v1/callback/orders/o/payments/p/shipping-addresses", false, true },
        { "POST", "/api/checkout/v1/callback/orders/o/payments/p/customer-update", false, true },
        { "POST", "/api/checkout/v1/callback/orders/o/payments/p/shipping-option-update", false, false },
        { "POST", "/api/checkout/v1/callback/orders/o/payments/p/cart-changed", false, true },
        { "POST", "/api/checkout/v1/callback/orders/o/payments/p/state-changed", false, true },
        { "POST", "/api/checkout/v1/callback/orders/o/payments/p/update-payment", false, true },
        { "POST", "/api/checkout/v1/callback/orders/o/payments/p/upsell/complete", false, true },
        { "POST", "/api/checkout/v1/orders/o/payments/p/something-new", true, false },
        { "POST", "/api/checkout/v1/callback/orders/o/payments/p/something-new", true, false },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public void Should_be_repeated_where_the_contract_allows(string method, string path, bool hasKey, bool repeatable)
    {
        using var call = new HttpRequestMessage(new(method), new Uri("http://adapter.test/below" + path));
        if (hasKey) call.Headers.Add("Idempotency-Key", "k");

        RetryRules.IsRepeatable(call).ShouldBe(repeatable);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Should_try_a_capture_again_under_its_key(int status)
    {
        var wire = new Wire(Wire.Answer(status), Wire.Fail(broken), Wire.Answer(200, Order));

        await wire.Client(options: hurried).Capture("o1", "p1", new() { Items = [new("T-1", 1)] }, "k");

        wire.Calls.Count.ShouldBe(3);
        wire.Calls.ShouldAllBe(call => call.Body == """{"items":[{"reference":"T-1","quantity":1}]}"""
            && call.Headers["Idempotency-Key"] == "k" && call.Headers["Authorization"] == "Bearer t");
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Should_not_try_again_what_may_have_begun(int status)
    {
        var wire = new Wire(Wire.Answer(status));

        await Should.ThrowAsync<AdapterException>(wire.Client(options: hurried).Create("o1"));
        await Should.ThrowAsync<AdapterException>(wire.Client(options: hurried).Capture("o1", "p1"));

        wire.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_not_try_a_creation_again_that_was_cut_off()
    {
        var wire = new Wire(Wire.Fail(broken), Wire.Answer(200, Order));

        var failure = await Should.ThrowAsync<AdapterException>(wire.Client(options: hurried).Create("o1"));

        (wire.Calls.Count, failure.Outcome, failure.StatusCode).ShouldBe((1, AdapterOutcome.Unknown, null));
        failure.InnerException.ShouldBe(broken);
    }

    [Fact]
    public async Task Should_try_a_creation_again_that_never_left()
    {
        var wire = new Wire(Wire.Fail(refused), Wire.Fail(refused), Wire.Answer(200, Order));

        (await wire.Client(options: hurried).Create("o1")).PaymentId.ShouldBe("p1");

        wire.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Should_end_after_the_last_try()
    {
        var wire = new Wire(Wire.Fail(refused));

        var failure = await Should.ThrowAsync<AdapterException>(wire.Client(options: hurried).Get("o1", "p1"));

        (wire.Calls.Count, failure.Outcome).ShouldBe((3, AdapterOutcome.NotReached));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(409)]
    public async Task Should_not_ask_again_after_a_no(int status)
    {
        var wire = new Wire(Wire.Answer(status));

        var failure = await Should.ThrowAsync<AdapterException>(wire.Client(options: hurried).Get("o1", "p1"));

        (wire.Calls.Count, failure.Outcome, failure.StatusCode)
            .ShouldBe((1, AdapterOutcome.Refused, (HttpStatusCode)status));
    }

    [Fact]
    public async Task Should_wait_as_long_as_it_is_asked_to()
    {
        var clock = new SimulatedTime();
        var wire = new Wire(Wire.Answer(503, retryAfter: "3"), Wire.Answer(200, Order));

        var call = wire.Client(clock).Get("o1", "p1");
        await clock.Timers(1);
        clock.Advance(TimeSpan.FromSeconds(2.9));
        wire.Calls.Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(0.1));

        (await call).PaymentId.ShouldBe("p1");
        wire.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_give_up_a_try_that_takes_too_long()
    {
        var clock = new SimulatedTime();
        var wire = new Wire(Wire.Silence);

        var call = wire.Client(clock).Create("o1");
        await clock.Timers(1);
        clock.Advance(TimeSpan.FromSeconds(30));

        (await Should.ThrowAsync<AdapterException>(call)).Outcome.ShouldBe(AdapterOutcome.Unknown);
        wire.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_give_up_an_answer_that_stops_half_way()
    {
        var clock = new SimulatedTime();
        var wire = new Wire((_, _) => Task.FromResult(new HttpResponseMessage { Content = new Endless() }));

        var call = wire.Client(clock).Create("o1");
        await clock.Timers(1);
        clock.Advance(TimeSpan.FromSeconds(30));

        (await Should.ThrowAsync<AdapterException>(call)).Outcome.ShouldBe(AdapterOutcome.Unknown);
    }

    [Fact]
    public async Task Should_stop_when_its_caller_withdraws()
    {
        using var withdrawal = new CancellationTokenSource();
        var wire = new Wire(Wire.Silence);

        var call = wire.Client().Get("o1", "p1", withdrawal.Token);
        await withdrawal.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
        wire.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_stop_between_two_tries_when_its_caller_withdraws()
    {
        using var withdrawal = new CancellationTokenSource();
        var clock = new SimulatedTime();
        var wire = new Wire(Wire.Answer(503));

        var call = wire.Client(clock).Get("o1", "p1", withdrawal.Token);
        await clock.Timers(1);
        await withdrawal.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
        wire.Calls.Count.ShouldBe(1);
    }

    private sealed class Endless : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
            => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(
            Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
