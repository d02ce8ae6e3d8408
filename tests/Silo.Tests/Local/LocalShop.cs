using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QliroAdapter.Ops;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Sandbox.Wire;
using QliroAdapter.Silo.Tests.Cluster;
using QliroAdapter.Silo.Tests.Run;
using QliroAdapter.Store;
using QliroAdapter.WebFront;

namespace QliroAdapter.Silo.Tests.Local;

/// <summary>
/// A shop in front of the adapter on its local silo, with the real grains. A turn lasts until the test releases the
/// partner's answer. Qliro sends no pushes by itself.
/// </summary>
internal sealed class LocalShop : IAsyncDisposable
{
    private readonly SandboxHost sandbox;

    private LocalShop(SandboxHost sandbox, TroubledStore store, Lines lines, JumpingClock clock)
        => (this.sandbox, Shop, Store, Lines, Clock)
            = (sandbox, Shop.At(sandbox.Norce, sandbox.Qliro), store, lines, clock);

    public Shop Shop { get; }

    public TroubledStore Store { get; }

    /// <summary>The adapter's log.</summary>
    public Lines Lines { get; }

    /// <summary>The adapter's clock.</summary>
    public JumpingClock Clock { get; }

    public string Url => sandbox.AdapterUrl;

    public IServiceProvider Services => sandbox.Adapter.Services;

    public ISiloStatistics Statistics => Services.GetRequiredService<ISiloStatistics>();

    public IPaymentRecords Records => Services.GetRequiredService<IPaymentRecords>();

    public static async Task<LocalShop> Open(params (string Key, string Value)[] settings)
    {
        var (store, lines, clock) = (new TroubledStore(), new Lines(), new JumpingClock());
        var options = new SandboxOptions
        {
            WithShop = false,
            Build = builder => Build(builder, store, lines, clock),
            AdapterSettings =
            {
                ["Retry:FirstSeconds"] = "0.1", ["Retry:LongestSeconds"] = "0.5",
                ["Norce:TimeoutSeconds"] = "20", ["Qliro:TimeoutSeconds"] = "20",
                ["Logging:Console:LogLevel:Default"] = "None",
            },
            Qliro = port => new QliroSimulatorOptions { Port = port, PushesByThemselves = false },
        };
        foreach (var (key, value) in settings) options.AdapterSettings[key] = value;
        return new(await SandboxHost.Start(options), store, lines, clock);
    }

    public Task<Purchase> Buy() => Shop.Buy(Url);

    public Task StopAdapter() => sandbox.Adapter.Stop();

    public Task StartAdapter() => sandbox.Adapter.Start();

    /// <summary>Sends one push and returns the status of its answer.</summary>
    public Task<int> Push(Purchase purchase, string? trace = null)
        => Shop.Send(HttpMethod.Post, purchase.PushUrl, trace);

    /// <summary>A push like no other.</summary>
    public static async Task<int> Push(Purchase purchase, int number)
    {
        var push = purchase.Push.DeepClone();
        push["ProviderTransactionId"] = $"{number}";
        using var client = new HttpClient();
        using var answer = await client.PostAsJsonAsync(new Uri(purchase.PushUrl), push);
        return (int)answer.StatusCode;
    }

    /// <summary>
    /// Begins a turn that reads Qliro's order and waits for the answer until the fault is released. The purchase was not
    /// pushed before: once it is decided, a push reads nothing.
    /// </summary>
    public async Task<(Task<int> Push, Fault Fault)> LongTurn(Purchase purchase)
    {
        var fault = Shop.Qliro.Faults.On("GET", $"{purchase.QliroOrder}").Hold();
        var push = Push(purchase);
        await fault.Arrived.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        return (push, fault);
    }

    /// <summary>Calls the hook as Norce does, and returns its answer.</summary>
    public async Task<(int Status, string Text)> Hook(Purchase purchase)
    {
        using var client = sandbox.CreateClient();
        using var answer = await client.PostAsync(
            $"/api/checkout/v1/callback/orders/{purchase.Order}/payments/{purchase.Payment}/update-payment",
            new StringContent(Shop.Norce.Order(purchase.Order).ToJsonString(), null, "application/json"));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task<int> Get(Purchase purchase) => Shop.Send(
        HttpMethod.Get, $"{Url}/api/checkout/v1/orders/{purchase.Order}/payments/{purchase.Payment}");

    /// <summary>How many entries of the payment's outbox are not delivered.</summary>
    public async Task<int> OutboxEntries(Purchase purchase)
    {
        var key = ClusteredShop.KeyOf(purchase).ToString();
        return (await Records.Find(new() { Text = key }, CancellationToken.None)).Single().OutboxEntries;
    }

    public async Task<IReadOnlyList<string>> Timeline(Purchase purchase)
    {
        var key = ClusteredShop.KeyOf(purchase).ToString();
        return [.. (await Records.Timeline(key, 1000, CancellationToken.None)).Select(row => row.Summary)];
    }

    public async ValueTask DisposeAsync()
    {
        Shop.Norce.Faults.Clear();
        Shop.Qliro.Faults.Clear();
        await Shop.DisposeAsync();
        await sandbox.DisposeAsync();
    }

    private static WebApplication Build(
        WebApplicationBuilder builder, TroubledStore store, Lines lines, JumpingClock clock)
    {
        builder.UseWebFrontDefaults();
        builder.Logging.AddProvider(lines);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddSilo(SiloRole.Both);
        builder.Services.AddWebFront(builder.Configuration);
        var inner = builder.Services.Last(one => one.ServiceType == typeof(IPaymentStore));
        builder.Services.AddSingleton<IPaymentStore>(services => store.Over(inner.ImplementationFactory!(services)));
        var app = builder.Build();
        app.UseWebFront();
        app.MapWebFront();
        return app;
    }
}
