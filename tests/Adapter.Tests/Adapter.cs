using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using QliroAdapter.Client;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Adapter.Tests;

/// <summary>
/// The whole adapter behind HTTP, with Norce and Qliro simulated at the wire. One for a test class; each test has its
/// own order.
/// </summary>
public sealed class Adapter : IAsyncLifetime
{
    // Real time: due work in the adapter runs on its own clock. Long, because the machine may be busy.
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(30);

    private readonly SocketsHttpHandler network = new();

    private SandboxHost sandbox = null!;

    public NorceSimulator Norce => sandbox.Norce;

    public QliroSimulator Qliro => sandbox.Qliro;

    /// <summary>Calls the adapter as a shop's back end does.</summary>
    public IAdapterClient Api { get; private set; } = null!;

    /// <summary>Bare HTTP with token, merchant and channel, for calls that are wrong on purpose.</summary>
    public HttpClient Client { get; private set; } = null!;

    public string Url => sandbox.AdapterUrl;

    /// <summary>What the adapter is made of.</summary>
    public IServiceProvider Services => sandbox.Adapter.Services;

    public async ValueTask InitializeAsync()
    {
        sandbox = await SandboxHost.Start(await Engine.Options(new()
        {
            WithShop = false,
            AdapterSettings = { ["Retry:FirstSeconds"] = "0.1", ["Retry:LongestSeconds"] = "0.5" },
        }));
        Client = sandbox.CreateClient();
        Api = sandbox.CreateAdapterClient(network);
        await Engine.WarmUp(this);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        network.Dispose();
        await sandbox.DisposeAsync();
    }

    public string AddOrder() => Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));

    public async Task<string> Created()
    {
        var order = AddOrder();
        await Api.Create(order);
        return order;
    }

    public async Task<string> Bought()
    {
        var order = await Created();
        (await Qliro.CompleteAsync(QliroOrderOf(order))).Accepted.ShouldBeTrue();
        await Until(() => Norce.Status(order) == "completed");
        return order;
    }

    public JsonObject PaymentOf(string order) => Norce.LivePayment(order)!;

    public string PaymentIdOf(string order) => (string)PaymentOf(order)["id"]!;

    public IReadOnlyList<string> ActionsOf(string order)
        => [.. (PaymentOf(order)["actions"] as JsonArray ?? []).Select(action => (string)action!["type"]!)];

    public long QliroOrderOf(string order) => long.Parse((string)PaymentOf(order)["reference"]!);

    /// <summary>The address Qliro was given for a callback of this payment.</summary>
    public string CallbackUrl(string order, string name = "MerchantCheckoutStatusPushUrl")
        => (string)Qliro.Request(QliroOrderOf(order))[name]!;

    /// <summary>Calls without the adapter's token, merchant and channel, as a stranger or Qliro calls.</summary>
    public static async Task<(int Status, JsonObject? Body)> CallBare(string url, string body, string? bearer = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        if (bearer is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject);
    }

    /// <returns>The refusal.</returns>
    public static async Task<AdapterError> ShouldRefuse(Task call, int status, string code)
    {
        var failure = await Should.ThrowAsync<AdapterException>(call);
        ((int?)failure.StatusCode).ShouldBe(status);
        failure.Error!.Code.ShouldBe(code);
        return failure.Error;
    }

    public static Task Until(Func<bool> holds) => Until(() => Task.FromResult(holds()));

    /// <summary>The same for what must be asked.</summary>
    public static async Task Until(Func<Task<bool>> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            watch.Elapsed.ShouldBeLessThan(timeout);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }
}
