using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using QliroAdapter.Composition;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Silo;
using QliroAdapter.Store;

namespace QliroAdapter.Grains.Tests.OrderManagement.Histories;

/// <summary>
/// The real grain, decisions and clients between the simulated Qliro and a simple Norce, for one history after the
/// other.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private const string Channel = "Channels:0:";
    private readonly ServiceProvider services;

    private World(QliroSimulator qliro, SimulatedTime clock)
    {
        (Qliro, Clock) = (qliro, clock);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Adapter:PublicUrl"] = "http://adapter.example",
            ["Adapter:CallbackSecrets:0"] = "callback-secret-0123456789",
            ["Norce:Token"] = "token",
            ["Norce:OrderApiUrl"] = "http://norce.invalid",
            [Channel + "merchant"] = "demo",
            [Channel + "channel"] = "se",
            [Channel + "apiSettings:apiUrl"] = "http://qliro.invalid",
            [Channel + "apiSettings:merchantApiKey"] = "DEMO",
            [Channel + "apiSettings:merchantApiSecret"] = "demo-secret-0001",
            [Channel + "redirectUrls:confirmationUrl"] =
                "http://shop.example/thanks?orderId={orderId}&channel={channel}&merchant={merchant}",
            [Channel + "redirectUrls:termsUrl"] = "http://shop.example/terms",
        }).Build();
        var collection = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<Func<double>>(() => 0.5)
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<IPaymentStore>(Store)
            .AddSingleton<IPaymentGrains>(provider => provider.GetRequiredService<LocalGrains>())
            .AddSingleton(provider => new LocalGrains(new(provider.GetRequiredService<PaymentServices>)))
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddCallbackTokens(configuration)
            .AddQliro(configuration)
            .AddNorce(configuration)
            .AddPayments(configuration);
        collection.ConfigureAll<HttpClientFactoryOptions>(options =>
        {
            options.SuppressHandlerScope = true;
            options.HandlerLifetime = Timeout.InfiniteTimeSpan;
            options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler =
                builder.Name!.Contains("Norce", StringComparison.Ordinal) ? Norce : Qliro.CreateHandler());
        });
        services = collection.BuildServiceProvider();
    }

    public SimulatedTime Clock { get; }

    public QliroSimulator Qliro { get; }

    public QuietNorce Norce { get; } = new();

    public MemoryStore Store { get; } = new();

    /// <summary>Number of histories that have begun here.</summary>
    public int Histories { get; private set; }

    public static async Task<World> Make()
    {
        var clock = new SimulatedTime();
        return new(
            await QliroSimulator.Start(new() { Listen = false, Clock = clock, PushesByThemselves = false }), clock);
    }

    /// <summary>An activation of its own, with nothing in memory.</summary>
    public IPaymentGrain Activate(PaymentKey key)
        => new PaymentGrain(new OutsideSilo(key.ToString()), services.GetRequiredService<PaymentServices>());

    /// <summary>
    /// A paid order at Qliro with these lines. The payment knows the order and has read nothing of it yet.
    /// </summary>
    public async Task<(PaymentKey Key, long QliroOrderId)> Buy(JsonArray lines, string method, decimal? fee)
    {
        Histories++;
        var id = await Create(lines);
        if (fee is { } amount) Qliro.AddFee(id, amount, Money.Round(amount / 1.25m));
        (await Qliro.CompleteAsync(id, method: method, typeCode: null)).Accepted.ShouldBeTrue();
        var key = OrderKey.Of("demo", "se", $"o_{Histories}").Payment($"p_{Histories}");
        Norce.AddOrder(key.OrderId, key.PaymentId, id);
        Store.Put(key.ToString(), Features.Json.Write(new()
        {
            Key = key.ToString(),
            State = PaymentState.Reserved,
            Amount = new((decimal)Qliro.Order(id)["TotalPrice"]!, "SEK"),
            QliroOrderId = QliroOrderId.Parse(id.ToString()),
            BegunAt = Clock.GetUtcNow(),
            CreatedAt = Clock.GetUtcNow(),
            OrderAccepted = true,
        }));
        return (key, id);
    }

    public IReadOnlyList<AdminTransaction> Transactions(long qliroOrderId) => JsonSerializer
        .Deserialize<AdminOrder>(Qliro.AdminOrder(qliroOrderId), QliroJson.Options)!.PaymentTransactions!;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Qliro.DisposeAsync();
        Norce.Dispose();
    }

    private async Task<long> Create(JsonArray lines)
    {
        using var http = new HttpClient(Qliro.CreateHandler());
        var body = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["MerchantApiKey"] = "DEMO",
            ["MerchantReference"] = $"H-{Histories}",
            ["Currency"] = "SEK",
            ["Country"] = "SE",
            ["Language"] = "sv-se",
            ["MerchantTermsUrl"] = "http://shop.example/terms",
            ["MerchantConfirmationUrl"] = "http://shop.example/thanks",
            ["MerchantCheckoutStatusPushUrl"] = "http://adapter.example/push",
            ["MerchantOrderManagementStatusPushUrl"] = "http://adapter.example/status",
            ["OrderItems"] = lines,
        }.ToJsonString());
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        http.DefaultRequestHeaders.Authorization = new("Qliro", QliroToken.For(body, Masked.Of("demo-secret-0001")));
        var answer = await http.PostAsync(new Uri("http://qliro.invalid/checkout/merchantapi/Orders"), content);
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(201, text);
        return (long)JsonNode.Parse(text)!["OrderId"]!;
    }
}
