using System.Collections.Concurrent;
using QliroAdapter.Adapter.Tests.Telemetry;
using QliroAdapter.Sandbox;
using QliroAdapter.WebFront;

namespace QliroAdapter.Adapter.Tests.Hostile;

/// <summary>Somebody has a good token and calls with names that nobody has: each is refused, and few are logged.</summary>
public sealed class When_made_up_names_are_called : IAsyncLifetime
{
    private const int Calls = 2_000;
    private const int AtOnce = 8;

    private static readonly string longName = new('n', 90);
    private static readonly string longId = new('o', 150);

    private readonly ConcurrentBag<int> statuses = [];
    private LoggedLines log = null!;
    private SandboxHost sandbox = null!;

    /// <summary>What is made up, or what else is wrong, and the call.</summary>
    public static TheoryData<string, string> Kinds => new()
    {
        { "merchant", "POST orders/o/payments" },
        { "channel", "POST orders/o/payments" },
        { "order", "POST orders/{0}/payments" },
        { "payment", "GET orders/o/payments/{0}" },
        { "payment", "POST orders/o/payments/{0}/remove" },
        { "hook", "POST callback/orders/o/payments/{0}/cart-changed" },
        { "hook", "POST callback/orders/o/payments/{0}/state-changed" },
        { "capture", "POST orders/o/payments/{0}/capture" },
        { "norce refuses", "POST orders/{0}/payments" },
        { "norce is down", "POST orders/{0}/payments" },
        { "no configuration", "POST orders/{0}/payments" },
    };

    public async ValueTask InitializeAsync() => sandbox = await SandboxHost.Start(new()
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
        },
    });

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Should_refuse_each_and_log_little(string kind, string route)
    {
        if (kind == "norce refuses") sandbox.Norce.Faults.On("GET", "/orders/").Answer(401, times: Calls * 10);
        if (kind == "norce is down") sandbox.Norce.Faults.On("GET", "/orders/").Answer(500, "down", times: Calls * 10);
        if (kind == "no configuration")
            sandbox.Norce.Faults.On("GET", "configuration").Answer(200, """{"merchantApiKey":1}""", times: Calls * 10);
        var logged = log.Bytes;

        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async caller =>
        {
            using var client = sandbox.CreateClient();
            for (var number = caller; number < Calls; number += AtOnce) await Call(client, kind, route, number);
        }));

        var bytes = log.Bytes - logged;
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{kind}: {Calls} calls, {bytes} bytes of log, {string.Join(", ", statuses.CountBy(status => status))}");
        statuses.ShouldAllBe(status => status >= 400);
        bytes.ShouldBeLessThan(Calls / 100 * 1024);
    }

    private async Task Call(HttpClient client, string kind, string route, int number)
    {
        var parts = route.Split(' ');
        var (area, path) = kind == "capture" ? ("order", parts[1]) : ("checkout", parts[1]);
        using var call = new HttpRequestMessage(new(parts[0]), new Uri(
            $"/api/{area}/v1/{string.Format(null, path, $"{longId}{number}")}", UriKind.Relative));
        call.Headers.Add("x-merchant", kind == "merchant" ? $"{longName}{number}" : sandbox.Merchant);
        call.Headers.Add("x-channel", kind is "channel" or "no configuration" ? $"{longName}{number}" : sandbox.Channel);
        if (parts[0] == "POST") call.Content = new StringContent("{}", null, "application/json");
        using var answer = await client.SendAsync(call);
        statuses.Add((int)answer.StatusCode);
    }
}
