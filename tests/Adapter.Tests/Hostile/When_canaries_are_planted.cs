using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using QliroAdapter.Adapter.Tests.Telemetry;
using QliroAdapter.Ops;
using QliroAdapter.Sandbox;
using QliroAdapter.Store;
using QliroAdapter.WebFront;

namespace QliroAdapter.Adapter.Tests.Hostile;

/// <summary>
/// Purchases from creation to refund, and failures on the way, of persons that can be recognised. Everything that comes
/// out of the adapter, other than to the partners and the storefront, is searched for them, and so is its database,
/// for there are data keys.
/// </summary>
[Collection<WholeProcess>]
public class When_canaries_are_planted : IAsyncLifetime
{
    private readonly Canaries canaries = new();
    private readonly List<Activity> spans = [];
    private readonly ConcurrentQueue<string> refusals = new();
    private readonly List<string> orders = [];
    private LoggedLines log = null!;
    private SandboxHost sandbox = null!;
    private HttpClient shop = null!;
    private HttpClient stranger = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new SandboxOptions
        {
            WithShop = false,
            Qliro = port =>
            {
                var qliro = new Sandbox.Qliro.QliroSimulatorOptions { Port = port };
                qliro.Merchants.Add(new("DEMO", Canaries.MerchantApiSecret));
                return qliro;
            },
            Configure = document =>
            {
                document["apiSettings"]!["merchantApiSecret"] = Canaries.MerchantApiSecret;
                document["options"]!["recurring"] = true;
            },
            Build = builder =>
            {
                builder.Services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddInMemoryExporter(spans));
                var app = AdapterApp.Build(builder);
                log = LoggedLines.Of(app.Services);
                return app;
            },
            AdapterSettings =
            {
                ["Adapter:AccessTokens:1"] = Canaries.AccessToken,
                ["Ops:AccessTokens:1:Name"] = "reader",
                ["Ops:AccessTokens:1:Token"] = Canaries.OpsReadToken,
                ["Ops:AccessTokens:1:Role"] = "Read",
                ["Metrics:AccessTokens:0"] = Canaries.MetricsToken,
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9",
                // All that the adapter itself can say, and of the framework what it ships with.
                ["Logging:LogLevel:Default"] = "Information",
                ["Logging:LogLevel:QliroAdapter"] = "Trace",
                ["Retry:FirstSeconds"] = "0.1",
                ["Retry:LongestSeconds"] = "0.5",
                ["Adapter:DataKeys:0"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            },
        };
        if (await Database() is { } database) options.AdapterSettings["Storage:Postgres:ConnectionString"] = database;
        sandbox = await SandboxHost.Start(options);
        shop = sandbox.CreateClient();
        shop.DefaultRequestHeaders.Authorization = new("Bearer", Canaries.AccessToken);
        stranger = new() { BaseAddress = new(sandbox.AdapterUrl) };
    }

    public async ValueTask DisposeAsync()
    {
        shop.Dispose();
        stranger.Dispose();
        await sandbox.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A PostgreSQL database; null for a file.</summary>
    private protected virtual Task<string?> Database() => Task.FromResult<string?>(null);

    [Fact]
    public async Task Should_turn_up_nowhere()
    {
        await Sell();
        await Fail();

        canaries.Plant(Canaries.CardId);
        var outputs = await Outputs();
        var place = StoredText.Place(sandbox);
        await sandbox.Adapter.Stop();
        var stored = await StoredText.Of(place);
        stored.ShouldContain(orders[0]);
        outputs.Add(("the database", stored));
        outputs.Add(("the log", log.Text));
        outputs.Add(("traces", string.Join('\n', spans.Select(Told))));

        outputs.ShouldAllBe(output => output.Text.Length > 0);
        log.Text.ShouldContain("OrderId");
        outputs.SelectMany(output => canaries.In(output.Name, output.Text)).ShouldBeEmpty();
    }

    /// <summary>The search would find one.</summary>
    [Fact]
    public void Should_be_found_where_they_are()
        => canaries.In("a text", "x " + Canaries.Gossip.ToUpperInvariant()).ShouldNotBeEmpty();

    /// <summary>Created, shown, bought, captured in part, refunded; another one cancelled; a card is saved.</summary>
    private async Task Sell()
    {
        var order = await Bought();
        await Send(HttpMethod.Get, $"/api/checkout/v1/orders/{order}/payments/{PaymentOf(order)}");
        await Send(HttpMethod.Post, Action(order, "capture"), """{"items":[{"reference":"T-1","quantity":1}]}""");
        sandbox.Qliro.FinishOpenTransactions(QliroOrderOf(order));
        await Send(HttpMethod.Post, Action(order, "capture"));
        await Send(HttpMethod.Post, Action(order, "refund"), """{"amount":10,"reason":"a scratch"}""");
        await Send(HttpMethod.Get, Action(order, "ledger"));
        await Send(HttpMethod.Post, Action(order, "refresh"));
        var card = CallbackOf(order, "MerchantCheckoutStatusPushUrl")
            .Replace("/push?", "/save-recurring-details?", StringComparison.Ordinal);
        await Call(card, $$"""{"Id":"{{Canaries.CardId}}","CardBin":"400000","CardLast4Digits":"0002"}""");
        var cancelled = await Bought();
        await Send(HttpMethod.Post, Action(cancelled, "cancel"));
    }

    /// <summary>Partners refuse in words that name persons, and answer what cannot be read; callers are turned away.</summary>
    private async Task Fail()
    {
        var gossip = new JsonObject { ["code"] = "order-validation", ["message"] = Canaries.Gossip }.ToJsonString();
        sandbox.Norce.Faults.On("PUT", "/customer").Answer(400, gossip, times: 4);
        var order = await Created();
        await sandbox.Qliro.PayAsync(QliroOrderOf(order), Canaries.Person);
        sandbox.Norce.Faults.Clear();
        var bought = await Bought();
        sandbox.Qliro.Faults.On("POST", "MarkItemsAsShipped").Answer(400, new JsonObject
        {
            ["ErrorCode"] = "INVALID_ITEM", ["ErrorMessage"] = Canaries.Gossip, ["ErrorReference"] = "r-1",
        }.ToJsonString());
        await Send(HttpMethod.Post, Action(bought, "capture"));
        sandbox.Qliro.Faults.On("GET", "/Orders/").Answer(200, """{"OrderId":"Kanariella","Customer":"Fagelholk"}""");
        await Send(HttpMethod.Get, $"/api/checkout/v1/orders/{bought}/payments/{PaymentOf(bought)}");
        sandbox.Norce.Faults.On("GET", "/orders/").Answer(200, """{"id":["Kanariella"],"customer":"Fagelholk"}""");
        await Send(HttpMethod.Post, Action(bought, "refresh"));
        var unread = sandbox.Norce.AddOrder(Canaries.Cart());
        sandbox.Norce.Faults.On("GET", "/orders/").Answer(500, gossip, times: 3);
        await Send(HttpMethod.Post, $"/api/checkout/v1/orders/{unread}/payments");
        sandbox.Norce.Faults.Clear();
        sandbox.Qliro.Faults.Clear();
        var push = CallbackOf(bought, "MerchantCheckoutStatusPushUrl");
        await Call(push[..^3] + "xyz", """{"Status":"Kanariella"}""");
        await Call(CallbackOf(bought, "MerchantOrderValidationUrl"), """{"OrderId":1,"Customer":{"FirstName":"Kanariella"}""");
        await Call(push, "Kanariella Fagelholk");
        await Send(HttpMethod.Post, Action(bought, "refund"), """{"amount":"Kanariella"}""");
    }

    private async Task<List<(string Name, string Text)>> Outputs()
    {
        var outputs = new List<(string Name, string Text)>
        {
            ("metrics", await Read("/metrics", Canaries.MetricsToken)),
            ("refusals", string.Join('\n', refusals)),
            ("health", await Read("/health/ready", "")),
        };
        foreach (var path in (string[])["/ops", "/ops?list=on", "/ops/callers", "/ops/grains/DashboardCounters"])
            outputs.Add((path, await Read(path, Canaries.OpsReadToken)));
        var (store, records) = (sandbox.Adapter.Services.GetRequiredService<IPaymentStore>(),
            sandbox.Adapter.Services.GetRequiredService<IPaymentRecords>());
        foreach (var order in orders)
        {
            var key = KeyOf(order).ToString();
            var query = $"?key={Uri.EscapeDataString(key)}";
            outputs.Add(("the document", (await store.Load(key, CancellationToken.None))!.Document));
            outputs.Add(("the timeline", string.Join('\n',
                (await records.Timeline(key, 1000, CancellationToken.None)).Select(row => row.Summary))));
            foreach (var page in (string[])["", "/compare", "/retry", "/export"])
                outputs.Add(($"/ops/payment{page}", await Read($"/ops/payment{page}{query}", Canaries.OpsReadToken)));
            outputs.AddRange(await Past(key, query));
        }
        return outputs;
    }

    /// <summary>The payment as it was in each version that is kept: of the first order, whose are, at least one.</summary>
    private async Task<List<(string Name, string Text)>> Past(string key, string query)
    {
        var bodies = sandbox.Adapter.Services.GetRequiredService<ICallBodies>();
        if (key == KeyOf(orders[0]).ToString())
            await Adapter.Until(async () => (await bodies.Versions(key, CancellationToken.None)).Count > 0);
        var pages = new List<(string, string)>();
        foreach (var version in await bodies.Versions(key, CancellationToken.None))
        {
            var page = await Read($"/ops/payment{query}&upto={version.LastRow}", Canaries.OpsReadToken);
            page.ShouldContain("data-testid=\"changes\"");
            pages.Add(($"/ops/payment as it was in version {version.Version}", page));
        }
        return pages;
    }

    private async Task<string> Created()
    {
        var order = sandbox.Norce.AddOrder(Canaries.Cart());
        await Send(HttpMethod.Post, $"/api/checkout/v1/orders/{order}/payments");
        orders.Add(order);
        foreach (var name in (string[])["MerchantCheckoutStatusPushUrl", "MerchantOrderValidationUrl"])
            canaries.Plant(CallbackOf(order, name).Split("token=")[1]);
        return order;
    }

    private async Task<string> Bought()
    {
        var order = await Created();
        (await sandbox.Qliro.PayAsync(QliroOrderOf(order), Canaries.Person)).Accepted.ShouldBeTrue();
        await Adapter.Until(() => sandbox.Norce.Status(order) == "completed");
        return order;
    }

    private async Task Send(HttpMethod method, string path, string? body = null)
    {
        using var call = new HttpRequestMessage(method, path);
        if (body is not null) call.Content = new StringContent(body, Encoding.UTF8, "application/json");
        await Keep(await shop.SendAsync(call));
    }

    private async Task Call(string url, string body)
        => await Keep(await stranger.PostAsync(url, new StringContent(body, Encoding.UTF8, "application/json")));

    /// <summary>An answer to the storefront may hold a snippet, which may then turn up nowhere else.</summary>
    private async Task Keep(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode) refusals.Enqueue(text);
            else if (text.StartsWith('{') && (string?)JsonNode.Parse(text)!["htmlSnippet"] is { Length: > 0 } snippet)
                canaries.Plant(snippet);
        }
    }

    private async Task<string> Read(string path, string token)
    {
        using var call = new HttpRequestMessage(HttpMethod.Get, path);
        if (token.Length > 0) call.Headers.Authorization = new("Bearer", token);
        using var answer = await stranger.SendAsync(call);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    private static string Told(Activity span) => string.Join(' ',
    [
        span.DisplayName, span.StatusDescription,
        .. span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
        .. span.Baggage.Select(tag => $"{tag.Key}={tag.Value}"),
        .. span.Events.SelectMany(one => one.Tags.Select(tag => $"{one.Name} {tag.Key}={tag.Value}")),
    ]);

    private string Action(string order, string name)
        => $"/api/order/v1/orders/{order}/payments/{PaymentOf(order)}/{name}";

    private string CallbackOf(string order, string name) => (string)sandbox.Qliro.Request(QliroOrderOf(order))[name]!;

    private string PaymentOf(string order) => KeyOf(order).PaymentId;

    private PaymentKey KeyOf(string order) => PaymentKey.Of(sandbox.Merchant, sandbox.Channel, order, (string)Payment(order)["id"]!);

    private long QliroOrderOf(string order) => long.Parse((string)Payment(order)["reference"]!);

    private JsonNode Payment(string order) => sandbox.Norce.Order(order)["payments"]![0]!;
}
