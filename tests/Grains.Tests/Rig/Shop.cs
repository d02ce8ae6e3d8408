using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QliroAdapter.Checkout;
using QliroAdapter.Composition;
using QliroAdapter.Norce;
using QliroAdapter.Ops;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Sandbox.Wire;
using QliroAdapter.Settings;
using QliroAdapter.Store;

namespace QliroAdapter.Grains.Tests.Rig;

/// <summary>
/// A shop with simulated Norce and Qliro, the real grains, clients and store, and a clock that only the test moves.
/// Nothing listens on the network: the partners call the grains through <see cref="Callbacks"/>.
/// </summary>
public sealed class Shop : IAsyncDisposable
{
    public const string Merchant = NorceSimulatorOptions.DefaultMerchant;
    public const string Channel = NorceSimulatorOptions.DefaultChannel;

    private readonly string folder = Directory.CreateTempSubdirectory("payments-").FullName;
    private readonly Dictionary<string, string?> settings;
    private JsonObject document = null!;
    private ServiceProvider services = null!;
    private ServiceProvider otherServices = null!;

    private Shop(Dictionary<string, string?> settings) => this.settings = settings;

    internal SimulatedTime Clock { get; } = new();

    public NorceSimulator Norce { get; private set; } = null!;

    public QliroSimulator Qliro { get; private set; } = null!;

    internal LocalGrains Grains { get; private set; } = null!;

    public SqliteStore Store { get; private set; } = null!;

    public Callbacks Callbacks { get; private set; } = null!;

    /// <summary>Where events for shops and monitoring leave the payments; a sender is missing here.</summary>
    internal EventOutlet Events => services.GetRequiredService<EventOutlet>();

    /// <summary>What is kept for operators; nobody stores it here.</summary>
    internal BodyJournal Bodies => services.GetRequiredService<BodyJournal>();

    /// <summary>The current run of the process; a restart begins another.</summary>
    public ProcessRun Process { get; private set; } = null!;

    public Mishaps Mishaps { get; } = new();

    /// <summary>The stored state of channels' grains; it survives a restart.</summary>
    internal StateShelf<ChannelState> Documents { get; } = new();

    /// <summary>A second node on the same store, whose activations share nothing with the first node's.</summary>
    internal LocalGrains OtherNode { get; private set; } = null!;

    internal Mishaps OtherMishaps { get; } = new();

    public static async Task<Shop> Open(Action<JsonObject>? configure = null, params (string Key, string Value)[] more)
    {
        var shop = new Shop(new Dictionary<string, string?>
        {
            ["Adapter:PublicUrl"] = "http://adapter.example",
            ["Adapter:CallbackSecrets:0"] = "callback-secret-0123456789",
            ["Norce:Token"] = NorceSimulatorOptions.DefaultToken,
        });
        foreach (var (key, value) in more) shop.settings[key] = value;
        shop.Callbacks = new Callbacks(shop);
        shop.Norce = await NorceSimulator.Start(new()
        {
            Listen = false, Clock = shop.Clock, CallbackHandler = shop.Callbacks,
        });
        shop.Qliro = await QliroSimulator.Start(new()
        {
            Listen = false, Clock = shop.Clock, CallbackHandler = shop.Callbacks,
            PushesByThemselves = false, Outcomes = OutcomeTiming.OnCommand,
        });
        shop.settings["Norce:OrderApiUrl"] = shop.Norce.OrderApiUrl;
        shop.settings["Norce:ConfigurationApiUrl"] = shop.Norce.ConfigurationApiUrl;
        shop.document = NorceOrders.Configuration(
            shop.Qliro.BaseUrl, "DEMO", "demo-secret-0001", "http://adapter.example", "http://shop.example");
        configure?.Invoke(shop.document);
        shop.Norce.SetConfiguration(shop.document);
        shop.Start();
        return shop;
    }

    /// <summary>Changes the channel's document, and lets the time pass for which the old one is cached.</summary>
    public async Task Reconfigure(Action<JsonObject> change)
    {
        change(document);
        Norce.SetConfiguration(document);
        Clock.Advance(TimeSpan.FromSeconds(61));
        await services.GetRequiredService<ChannelConfigurations>().Refresh(new(Merchant, Channel));
    }

    /// <summary>Does what a crash and a restart do: memory is lost, and the store is opened again.</summary>
    public async Task Restart()
    {
        Process.End();
        await services.DisposeAsync();
        await otherServices.DisposeAsync();
        await Store.DisposeAsync();
        Mishaps.Reset();
        Start();
    }

    /// <summary>Changes settings, null to leave one out, and restarts.</summary>
    public Task Set(params (string Key, string? Value)[] changes)
    {
        foreach (var (key, value) in changes)
        {
            settings.Remove(key);
            if (value is not null) settings[key] = value;
        }
        return Restart();
    }

    /// <summary>The file of the store.</summary>
    public string Database => Path.Combine(folder, "payments.db");

    /// <summary>Empties the store and restarts.</summary>
    public async Task LoseDatabase()
    {
        await services.DisposeAsync();
        await otherServices.DisposeAsync();
        await Store.DisposeAsync();
        foreach (var file in Directory.GetFiles(folder)) File.Delete(file);
        Start();
    }

    /// <summary>An order of 2 mugs, 250 SEK in all, unless told otherwise.</summary>
    public string AddOrder(JsonObject? order = null) => Norce.AddOrder(order ?? NorceOrders.Cart(NorceOrders.Item()));

    public static OrderKey Key(string orderId) => OrderKey.Of(Merchant, Channel, orderId);

    public Task<Outcome<CheckoutSnippet>> Create(string orderId)
        => FinishOutbox(Grains.Get(Key(orderId)).Create(new()));

    /// <summary>An order with its checkout open.</summary>
    public async Task<Purchase> OpenCheckout(JsonObject? order = null)
    {
        var orderId = AddOrder(order);
        var created = await Create(orderId);
        created.Error.ShouldBeNull();
        return new(this, orderId, created.Value!.PaymentId);
    }

    /// <summary>An order that is paid and pushed.</summary>
    public async Task<Purchase> Buy(JsonObject? order = null)
    {
        var purchase = await OpenCheckout(order);
        (await Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await Qliro.FlushPushes();
        await DoDueWork();
        return purchase;
    }

    /// <summary>A purchase of which Norce refused one delivery, so that it waits for a person.</summary>
    public async Task<Purchase> BuyParked()
    {
        var purchase = await OpenCheckout();
        (await Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        Norce.Faults.On("PUT", "/payments/").Answer(422, """{"code":"order-bad-request","message":"no"}""");
        (await FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();
        await DoDueWork();
        (await purchase.Stored()).Outbox.ShouldContain(entry => entry.IsParked);
        return purchase;
    }

    /// <summary>Runs due work, also work that becomes due by it, until the store has none; bounded.</summary>
    public async Task DoDueWork()
    {
        for (var round = 0; round < 50; round++)
        {
            var due = await Store.Due(Clock.GetUtcNow(), 100, CancellationToken.None);
            if (due.Count == 0) return;
            foreach (var key in due) await FinishOutbox(Grains.Continue(key));
        }
        throw new InvalidOperationException("Due work does not come to rest.");
    }

    /// <summary>Lets time pass in steps, and runs due work after each.</summary>
    public async Task Pass(TimeSpan time, int steps = 10)
    {
        for (var step = 0; step < steps; step++)
        {
            Clock.Advance(time / steps);
            await DoDueWork();
        }
    }

    /// <summary>
    /// Moves the clock until the work is done, for work that pauses by the clock. The waits between the steps are real,
    /// because the work between two pauses runs on other threads; they do not measure anything.
    /// </summary>
    public async Task<T> FinishOutbox<T>(Task<T> work)
    {
        for (var step = 0; step < 6000 && !work.IsCompleted; step++)
        {
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System));
            Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        work.IsCompleted.ShouldBeTrue("the work does not come to an end");
        return await work;
    }

    /// <summary>The same for work without an answer.</summary>
    public Task FinishOutbox(Task work) => FinishOutbox(WithAnswer(work));

    private static async Task<Done> WithAnswer(Task work)
    {
        await work;
        return Done.Yes;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await otherServices.DisposeAsync();
        await Store.DisposeAsync();
        await Norce.DisposeAsync();
        await Qliro.DisposeAsync();
        Callbacks.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    public async Task<IReadOnlyList<TimelineEntry>> Timeline(PaymentKey key)
        => await Store.Timeline(key.ToString(), 1000, CancellationToken.None);

    private void Start()
    {
        Process = new();
        Store = new SqliteStore(
            Options.Create(new SqliteStoreOptions { Path = Database }),
            Clock, NullLogger<SqliteStore>.Instance, Keys());
        Store.Open();
        services = Node(Mishaps);
        Grains = services.GetRequiredService<LocalGrains>();
        otherServices = Node(OtherMishaps);
        OtherNode = otherServices.GetRequiredService<LocalGrains>();
    }

    private TimelineKeys Keys() => new(Options.Create(
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().Read<KeyOptions>()));

    private ServiceProvider Node(Mishaps mishaps)
    {
        var run = Process;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var collection = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<Func<double>>(() => 0.5)
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<IPaymentStore>(new MortalStore(Store, mishaps))
            .AddSingleton<IPaymentGrains>(provider => provider.GetRequiredService<LocalGrains>())
            .AddSingleton(provider => new LocalGrains(
                new(provider.GetRequiredService<PaymentServices>), channels: ChannelGrains.Of(provider, Documents)))
            .AddLogging()
            .AddCallbackTokens(configuration)
            .AddQliro(configuration)
            .AddNorce(configuration)
            .AddPayments(configuration);
        collection.ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(
            builder => builder.PrimaryHandler = run.Around(new MortalHandler(
                builder.Name!.Contains("Norce", StringComparison.Ordinal)
                    ? Norce.CreateHandler()
                    : Qliro.CreateHandler(), mishaps))));
        return collection.BuildServiceProvider();
    }
}
