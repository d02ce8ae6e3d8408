using System.Net.Http.Headers;
using QliroAdapter.Client;
using QliroAdapter.Sandbox.Control;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Sandbox.Rush;
using QliroAdapter.Sandbox.Shop;
using QliroAdapter.Silo;

namespace QliroAdapter.Sandbox;

/// <summary>
/// Everything on one machine: simulated Norce and Qliro, the adapter between them, and a shop. For people and for
/// tests.
/// </summary>
public sealed class SandboxHost : IAsyncDisposable
{
    /// <summary>The bearer token for storefront and Norce.</summary>
    public const string AccessToken = NorceSimulatorOptions.DefaultToken;

    /// <summary>Signs the callback URLs that Qliro is given.</summary>
    public const string CallbackSecret = "sandbox-callback-secret-0123456789";

    /// <summary>Gives access to the ops pages.</summary>
    public const string OpsToken = "sandbox-ops";

    private readonly string folder;
    private readonly bool ownsFolder;
    private readonly List<IAsyncDisposable> parts = [];
    private readonly CancellationTokenSource closing = new();
    private readonly Lock gate = new();

    private SandboxHost(SandboxOptions options)
    {
        Clock = options.Clock;
        ownsFolder = options.DataFolder is null;
        folder = options.DataFolder ?? Directory.CreateTempSubdirectory("qliro-sandbox-").FullName;
    }

    public NorceSimulator Norce { get; private set; } = null!;

    public QliroSimulator Qliro { get; private set; } = null!;

    /// <summary>The adapter; stop and start it to test what survives a restart.</summary>
    public AdapterHost Adapter { get; private set; } = null!;

    /// <summary>The shop; null when it was left out.</summary>
    public DemoShop? Shop { get; private set; }

    /// <summary>The panel; null when it was left out.</summary>
    public ControlPanel? Control { get; private set; }

    /// <summary>The time of all parts; null when it cannot be set.</summary>
    public SandboxClock? Clock { get; }

    /// <summary>The newest rush of shoppers; null before the first.</summary>
    public ShopperRush? Rush { get; private set; }

    /// <summary>The adapter's base URL.</summary>
    public string AdapterUrl => Adapter.Url;

    /// <summary>The adapter's page on which calls are tried, with merchant and channel filled in.</summary>
    public string TryUrl => $"{AdapterUrl}/docs/v1/try.html?x-merchant={Merchant}&x-channel={Channel}";

    public string Merchant => NorceSimulatorOptions.DefaultMerchant;

    public string Channel => NorceSimulatorOptions.DefaultChannel;

    public static async Task<SandboxHost> Start(SandboxOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new SandboxOptions();
        var host = new SandboxHost(options);
        try
        {
            await host.StartParts(options, cancel);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// A client of the adapter that sends token, merchant and channel as the storefront's proxy does.
    /// </summary>
    public HttpClient CreateClient()
    {
        var client =
            new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
            {
                BaseAddress =
                new Uri(AdapterUrl)
            };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
        client.DefaultRequestHeaders.Add("x-merchant", Merchant);
        client.DefaultRequestHeaders.Add("x-channel", Channel);
        return client;
    }

    /// <summary>A client of the adapter as a shop's back end has it; the caller disposes the handler.</summary>
    public IAdapterClient CreateAdapterClient(HttpMessageHandler network) => AdapterClients.Create(
        new() { BaseUrl = new(AdapterUrl), AccessToken = AccessToken, Merchant = Merchant, Channel = Channel },
        network);

    /// <summary>Lets shoppers come; false while others are in the shop.</summary>
    public bool StartRush(RushOptions options)
    {
        lock (gate)
        {
            if (Rush is { Over.IsCompleted: false }) return false;
            Rush = new ShopperRush(this, options, closing.Token);
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        if (Rush is { } rush) await rush.Over;
        closing.Dispose();
        // The adapter is stopped first, while its partners still answer.
        parts.Reverse();
        foreach (var part in parts) await part.DisposeAsync();
        if (ownsFolder) Directory.Delete(folder, recursive: true);
    }

    private async Task StartParts(SandboxOptions options, CancellationToken cancel)
    {
        var port = options.FirstPort;
        Norce = Own(await NorceSimulator.Start(options.Norce(port), cancel));
        Qliro = Own(await QliroSimulator.Start(options.Qliro(port == 0 ? 0 : port + 1), cancel));
        Adapter = Own(new AdapterHost(
            options.AdapterUrl ?? $"http://127.0.0.1:{FreePort.Find()}", Settings(options), options.Build));
        if (options.WithShop)
        {
            Shop = Own(await DemoShop.Start(new DemoShopOptions
            {
                Port = port == 0 ? 0 : port + 2, OrderApiUrl = Norce.OrderApiUrl, AdapterUrl = AdapterUrl,
                AdapterToken = AccessToken,
            }, cancel));
        }

        var document = NorceOrders.Configuration(Qliro.BaseUrl, QliroSimulatorOptions.DefaultMerchant.ApiKey,
            QliroSimulatorOptions.DefaultMerchant.ApiSecret, AdapterUrl, Shop?.BaseUrl ?? "http://shop.example");
        options.Configure(document);
        Norce.SetConfiguration(document);
        if (options.WithShop) Norce.SetConfiguration(
            NorceOrders.WithDeliveries(document), channel: NorceSimulatorOptions.DeliveryChannel);
        if (options.WithAdapter) await Adapter.Start(cancel);
        if (options.WithControl) Control = Own(await ControlPanel.Start(this, port == 0 ? 0 : port + 3, cancel));
    }

    private Dictionary<string, string?> Settings(SandboxOptions options)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Adapter:AccessTokens:0"] = AccessToken,
            ["Adapter:CallbackSecrets:0"] = CallbackSecret,
            ["Norce:OrderApiUrl"] = Norce.OrderApiUrl,
            ["Norce:ConfigurationApiUrl"] = Norce.ConfigurationApiUrl,
            ["Norce:Token"] = Norce.Options.Tokens[0],
            ["Storage:Sqlite:Path"] = Path.Combine(folder, "payments.db"),
            ["Ops:AccessTokens:0"] = OpsToken,
            ["Logging:LogLevel:Default"] = "Warning",
            // It would advise a server's heap.
            ["Logging:LogLevel:Orleans.Runtime.Silo"] = "Error",
            // It would complain of a clock that was set forward.
            ["Logging:LogLevel:Orleans.Runtime.AsyncTimer"] = "Error",
        };
        foreach (var (key, value) in options.AdapterSettings) settings[key] = value;
        return settings;
    }

    private T Own<T>(T part) where T : IAsyncDisposable
    {
        parts.Add(part);
        return part;
    }
}
