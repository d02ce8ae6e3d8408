using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Adapter.Tests.Telemetry;
using QliroAdapter.Ops;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.WebFront;

namespace QliroAdapter.Adapter.Tests.Hostile;

/// <summary>
/// A running adapter with a payment that is open and one that is paid, and somebody who sends callbacks for them.
/// </summary>
public sealed class When_callbacks_are_forged : IAsyncLifetime
{
    private const int Calls = 10_000;
    private const int AtOnce = 8;
    private const string Body = """{"OrderId":1,"Status":"Completed","PaymentType":"Capture","EventType":"SHIPPED"}""";

    private readonly ConcurrentQueue<string> faults = new();
    private LoggedLines log = null!;
    private SandboxHost sandbox = null!;
    private HttpClient stranger = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new SandboxOptions
        {
            WithShop = false,
            Build = builder =>
            {
                var app = AdapterApp.Build(builder);
                log = LoggedLines.Of(app.Services);
                return app;
            },
            AdapterSettings =
            {
                // All of them come from one address, and each must be looked at.
                ["RateLimit:PerSecond"] = "1000000",
                ["Logging:LogLevel:Default"] = "Information",
                ["Reconciliation:IntervalSeconds"] = "86400",
            },
        };
        sandbox = await SandboxHost.Start(options);
        stranger = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = new(sandbox.AdapterUrl),
        };
    }

    public async ValueTask DisposeAsync()
    {
        stranger.Dispose();
        await sandbox.DisposeAsync();
    }

    [Fact]
    public async Task Should_accept_none_fail_on_none_and_log_little()
    {
        var (open, paid) = (await Created(), await Bought());
        var before = (StateOf(open), StateOf(paid));
        var (writes, logged) = (Writes(open) + Writes(paid), log.Bytes);
        Forgery[] forgeries = [new(KeyOf(open), KeyOf(paid)), new(KeyOf(paid), KeyOf(open))];

        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async caller =>
        {
            for (var number = caller; number < Calls; number += AtOnce)
                await Forge(forgeries[number / Forgery.Kinds.Count % 2], number);
        }));

        faults.ShouldBeEmpty();
        TestContext.Current.TestOutputHelper!.WriteLine($"{Calls} forged callbacks: {log.Bytes - logged} bytes of log");
        (log.Bytes - logged).ShouldBeLessThan(Calls / 100 * 1024);
        (StateOf(open), StateOf(paid)).ShouldBe(before);
        (Writes(open) + Writes(paid)).ShouldBe(writes);
    }

    /// <summary>A right callback that comes again is the honest repeat of Qliro: received, and without effect.</summary>
    [Fact]
    public async Task Should_change_nothing_by_a_callback_that_is_replayed()
    {
        var order = await Bought();
        var push = (string)sandbox.Qliro.Request(QliroOrderOf(order))["MerchantCheckoutStatusPushUrl"]!;
        var before = StateOf(order);
        var writes = Writes(order);

        for (var times = 0; times < 300; times++)
        {
            var answer = await stranger.PostAsync(push, new StringContent(Body, Encoding.UTF8, "application/json"));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        StateOf(order).ShouldBe(before);
        Writes(order).ShouldBe(writes);
    }

    private async Task Forge(Forgery forgery, int number)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, forgery.Url(number))
        {
            Content = new StringContent(Body, Encoding.UTF8, "application/json"),
        };
        using var answer = await stranger.SendAsync(call);
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
            faults.Enqueue($"{Forgery.Kinds[number % Forgery.Kinds.Count]}: {(int)answer.StatusCode} {call.RequestUri}");
    }

    private async Task<string> Created()
    {
        using var client = sandbox.CreateClient();
        var order = sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        (await client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null)).EnsureSuccessStatusCode();
        return order;
    }

    /// <summary>A paid order, of which nothing is left to be done.</summary>
    private async Task<string> Bought()
    {
        var order = await Created();
        (await sandbox.Qliro.CompleteAsync(QliroOrderOf(order))).Accepted.ShouldBeTrue();
        var records = sandbox.Adapter.Services.GetRequiredService<IPaymentRecords>();
        var watch = Stopwatch.StartNew();
        while (sandbox.Norce.Status(order) != "completed"
            || (await records.Find(new() { Text = order, OutboxOnly = true }, CancellationToken.None)).Count > 0)
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
        return order;
    }

    private PaymentKey KeyOf(string order) => PaymentKey.Of(
        sandbox.Merchant, sandbox.Channel, order, (string)sandbox.Norce.LivePayment(order)!["id"]!);

    private long QliroOrderOf(string order) => long.Parse((string)sandbox.Norce.LivePayment(order)!["reference"]!);

    private string StateOf(string order) => sandbox.Norce.Order(order).ToJsonString();

    private int Writes(string order) => sandbox.Norce.Log.All.Count(one => one.Method != "GET"
        && one.Path.Contains(order, StringComparison.Ordinal));
}
