using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Client;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Tests;
using QliroAdapter.WebFront;

namespace QliroAdapter.Adapter.Tests.Alerts;

/// <summary>
/// An adapter that is scraped, with its simulated partners. Its clock runs as fast as the real one and can be set
/// forward, so that nothing has to wait for hours.
/// </summary>
internal sealed class Watched : IAsyncDisposable
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    private readonly SocketsHttpHandler network = new();
    private readonly ProcessClock clock;
    private readonly SandboxHost sandbox;
    private readonly HttpClient client;
    private readonly DirectoryInfo folder;

    private Watched(SandboxHost sandbox, ProcessClock clock, DirectoryInfo folder)
    {
        (this.sandbox, this.clock, this.folder) = (sandbox, clock, folder);
        client = sandbox.CreateClient();
        Api = sandbox.CreateAdapterClient(network);
    }

    public IAdapterClient Api { get; }

    public SandboxHost Sandbox => sandbox;

    public string Database => Path.Combine(folder.FullName, "payments.db");

    public HttpClient Client => client;

    public Scrape Before { get; private set; } = Scrape.Unanswered;

    public static async Task<Watched> Start(
        Action<JsonObject>? configure = null, params (string Key, string Value)[] settings)
    {
        var time = new ProcessClock(TimeProvider.System);
        var data = Directory.CreateTempSubdirectory("watched-");
        var options = new SandboxOptions
        {
            WithShop = false,
            DataFolder = data.FullName,
            Configure = configure ?? (_ => { }),
            Build = builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(time);
                return AdapterApp.Build(builder);
            },
            AdapterSettings =
            {
                ["Retry:FirstSeconds"] = "0.1", ["Retry:LongestSeconds"] = "0.5", ["Metrics:StoreSeconds"] = "1",
                ["Logging:LogLevel:Default"] = "None",
            },
        };
        foreach (var (key, value) in settings) options.AdapterSettings[key] = value;
        return new(await SandboxHost.Start(options), time, data);
    }

    /// <summary>All is well so far: what is exported now is what the rules see before the trouble.</summary>
    public async Task<Watched> AllIsWell()
    {
        await Until(scrape => scrape.Series.ContainsKey("backlog_age_seconds"));
        Before = await Scrape.Of(client);
        return this;
    }

    /// <summary>
    /// Waits until the trouble shows in what is exported, and returns the alerts that fire. When the clock was set
    /// forward, the figures of the backlog are old until they are read again.
    /// </summary>
    public Task<IReadOnlyList<string>> Fired(Func<Scrape, bool> shows)
        => FiredAtOnce(scrape => shows(scrape) && scrape.Sum("backlog_age_seconds") < 60);

    /// <summary>The same for a trouble in which the backlog cannot be read.</summary>
    public async Task<IReadOnlyList<string>> FiredAtOnce(Func<Scrape, bool> shows)
        => await AlertRules.Fired(Before, await Until(shows));

    /// <summary>The same for a trouble that goes on: each minute brings as much as there was until it showed.</summary>
    public async Task<IReadOnlyList<string>> FiredWhileItGoesOn(Func<Scrape, bool> shows)
        => await AlertRules.Fired(Before, await Until(shows), goesOn: true);

    public async Task<Scrape> Until(Func<Scrape, bool> shows)
    {
        var scrape = Scrape.Unanswered;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < timeout;)
        {
            scrape = await Scrape.Of(client);
            if (shows(scrape)) return scrape;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
        throw new TimeoutException(string.Join('\n', scrape.Series.Where(one => one.Value != 0
            && !one.Key.Contains("_bucket", StringComparison.Ordinal)).Select(one => $"{one.Key} {one.Value}")));
    }

    public void Forward(TimeSpan by) => clock.Skew += by;

    public async Task<string> Created(JsonObject? cart = null)
    {
        var order = sandbox.Norce.AddOrder(cart ?? NorceOrders.Cart(NorceOrders.Item()));
        await Api.Create(order);
        return order;
    }

    public async Task<string> Bought()
    {
        var order = await Created();
        (await sandbox.Qliro.CompleteAsync(QliroOrderOf(order))).Accepted.ShouldBeTrue();
        await Adapter.Until(() => sandbox.Norce.Status(order) == "completed");
        return order;
    }

    public string PaymentIdOf(string order) => (string)sandbox.Norce.LivePayment(order)!["id"]!;

    public long QliroOrderOf(string order) => long.Parse((string)sandbox.Norce.LivePayment(order)!["reference"]!);

    public string CallbackUrl(string order)
        => (string)sandbox.Qliro.Request(QliroOrderOf(order))["MerchantCheckoutStatusPushUrl"]!;

    /// <summary>Has the payment compared, as an operator does.</summary>
    public async Task Compare(string order, string paymentId)
    {
        var key = Uri.EscapeDataString($"{sandbox.Merchant}/{sandbox.Channel}/{order}/{paymentId}");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{sandbox.AdapterUrl}/ops/payment/refresh?key={key}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SandboxHost.OpsToken);
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("reason", "It looks odd.")]);
        using var answer = await client.SendAsync(request);
        ((int)answer.StatusCode).ShouldBeLessThan(400);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        network.Dispose();
        await sandbox.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
