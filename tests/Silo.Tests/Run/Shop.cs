using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>Both partners, and shoppers who buy; the adapter's nodes are put between them.</summary>
internal sealed class Shop : IAsyncDisposable
{
    // Half a minute.
    private const int CapturesMax = 60;

    // Qliro repeats its own pushes only after minutes, so this counts as "never".
    private static readonly TimeSpan giveUp = TimeSpan.FromSeconds(60);

    // As long as Qliro waits for the answer to a push.
    private static readonly TimeSpan answerWithin = TimeSpan.FromSeconds(10);

    private readonly HttpClient http;
    private readonly bool owns;

    private Shop(NorceSimulator norce, QliroSimulator qliro, HttpMessageHandler handler, bool owns)
    {
        (Norce, Qliro, this.owns) = (norce, qliro, owns);
        http = new(handler, disposeHandler: !owns) { Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", NorceSimulatorOptions.DefaultToken);
        http.DefaultRequestHeaders.Add("x-merchant", NorceSimulatorOptions.DefaultMerchant);
        http.DefaultRequestHeaders.Add("x-channel", NorceSimulatorOptions.DefaultChannel);
    }

    public NorceSimulator Norce { get; }

    public QliroSimulator Qliro { get; }

    /// <summary>Calls that both partners got since <see cref="ForgetCalls"/>.</summary>
    public int Calls => Norce.Log.All.Count + Qliro.Log.All.Count;

    public void ForgetCalls()
    {
        Norce.Log.Clear();
        Qliro.Log.Clear();
    }

    /// <param name="balancer">Carries all calls to the nodes.</param>
    public static async Task<Shop> Open(Balancer balancer)
    {
        var norce = await NorceSimulator.Start(new() { CallbackHandler = balancer });
        var qliro = await QliroSimulator.Start(new() { CallbackHandler = balancer, PushesByThemselves = false });
        norce.SetConfiguration(NorceOrders.Configuration(
            qliro.BaseUrl, QliroSimulatorOptions.DefaultMerchant.ApiKey,
            QliroSimulatorOptions.DefaultMerchant.ApiSecret, Balancer.Url, "http://shop.example"));
        return new(norce, qliro, balancer, owns: true);
    }

    /// <summary>Shoppers at simulators that were started elsewhere.</summary>
    public static Shop At(NorceSimulator norce, QliroSimulator qliro) => new(
        norce, qliro, new SocketsHttpHandler { MaxConnectionsPerServer = 256, UseProxy = false }, owns: false);

    /// <summary>
    /// An order whose checkout is open and whose purchase Qliro has completed without sending the push.
    /// </summary>
    /// <param name="adapter">The node that gets the shop's calls.</param>
    public async Task<Purchase> Buy(string adapter = Balancer.Url)
    {
        var order = AddOrder();
        // A shop repeats a failed create, and shows the payment that it finds then.
        var status = await Create(order, adapter);
        for (var tries = 1; status != 200 && (status != 409 || Norce.LivePayment(order) is null); tries++)
        {
            if (tries == 5) throw new InvalidOperationException($"Order {order}: no checkout, status {status}");
            status = await Create(order, adapter);
        }

        var payment = Norce.LivePayment(order)!;
        var id = long.Parse((string)payment["reference"]!);
        // A busy adapter may decline because an approval would come too late; the shopper presses the button again.
        var bought = await Qliro.CompleteAsync(id);
        for (var tries = 1; !bought.Accepted && tries < 5; tries++) bought = await Qliro.CompleteAsync(id);
        if (!bought.Accepted) throw new InvalidOperationException($"Order {order} was not bought: {bought}");
        var push = new JsonObject
        {
            ["OrderId"] = id, ["Status"] = "Completed", ["NotificationType"] = "CustomerCheckoutStatus",
            ["PaymentTransactionId"] = bought.PaymentTransactionId,
        };
        var pushUrl = (string)Qliro.Request(id)["MerchantCheckoutStatusPushUrl"]!;
        return new(order, (string)payment["id"]!, id, pushUrl, push);
    }

    /// <summary>Opens a checkout on a new order; returns the order.</summary>
    public async Task<string> Open()
    {
        var order = AddOrder();
        var status = await Create(order, Balancer.Url);
        return status == 200 ? order : throw new InvalidOperationException($"Order {order}: no checkout, status {status}");
    }

    /// <summary>A shopper's cart at Norce.</summary>
    public string AddOrder() => Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));

    /// <summary>Opens a checkout and returns the status of the answer.</summary>
    public Task<int> Create(string order, string adapter)
        => Send(HttpMethod.Post, $"{adapter}/api/checkout/v1/orders/{order}/payments");

    /// <summary>
    /// Makes any call of the storefront or of Norce without a body, and returns the status of the answer.
    /// </summary>
    public async Task<int> Send(HttpMethod method, string url, string? trace = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(url));
        if (trace is not null) request.Headers.Add("traceparent", Traces.Parent(trace));
        using var answer = await http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>
    /// Sends Qliro's push, and repeats it every second until it is acknowledged. Returns how long that took in all.
    /// </summary>
    /// <param name="purchase">The purchase that the push is about.</param>
    /// <param name="adapter">The node that gets it; when absent, the one where the purchase was begun.</param>
    public async Task<Told> Push(Purchase purchase, string? adapter = null)
    {
        var url = new Uri(purchase.PushUrl);
        if (adapter is not null) url = new Uri(new Uri(adapter), url.PathAndQuery);
        var watch = Stopwatch.StartNew();
        for (var tries = 1; ; tries++)
        {
            using var timeout = new CancellationTokenSource(answerWithin, TimeProvider.System);
            try
            {
                using var answer = await http.PostAsJsonAsync(url, purchase.Push, timeout.Token);
                if (answer.IsSuccessStatusCode) return new(watch.Elapsed, tries);
            }
            catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
            {
                // Not acknowledged, so it is sent again.
            }

            if (watch.Elapsed > giveUp) throw new TimeoutException($"No node took the push of order {purchase.Order}.");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
    }

    /// <summary>
    /// Norce's back office captures. While a node stops, a purchase may stay in processing until due work reads it again.
    /// </summary>
    public async Task Capture(Purchase purchase, string adapter = Balancer.Url)
    {
        for (var tries = 1; ; tries++)
        {
            using var answer = await CaptureOnce(purchase, adapter);
            if (answer.IsSuccessStatusCode) return;
            if (tries == CapturesMax) throw new InvalidOperationException($"{await answer.Content.ReadAsStringAsync()}");
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }
    }

    /// <summary>One capture call, with any answer.</summary>
    /// <param name="purchase">The purchase to capture.</param>
    /// <param name="adapter">The node that gets it.</param>
    /// <param name="key">Its <c>Idempotency-Key</c>, if it has one.</param>
    /// <param name="mugs">How many of what was bought; all when absent.</param>
    public async Task<HttpResponseMessage> CaptureOnce(
        Purchase purchase, string adapter, string? key = null, int? mugs = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(
            $"{adapter}/api/order/v1/orders/{purchase.Order}/payments/{purchase.Payment}/capture"));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (mugs is { } units)
            request.Content = JsonContent.Create(new { items = new[] { new { reference = "T-1", quantity = units } } });
        return await http.SendAsync(request);
    }

    /// <summary>The rules that Qliro's orders break; empty when all is well.</summary>
    public IEnumerable<string> Faults(IReadOnlyList<Purchase> purchases, bool captured)
    {
        var paid = Qliro.OrderIds.Count(id => Qliro.Status(id) == CheckoutStatus.Completed);
        if (paid != purchases.Count) yield return $"{purchases.Count} purchases and {paid} paid orders at Qliro";
        foreach (var fault in purchases.SelectMany(purchase => TotalsFaults(purchase, captured))) yield return fault;
    }

    /// <summary>The rules that one purchase breaks.</summary>
    public IEnumerable<string> TotalsFaults(Purchase purchase, bool captured)
    {
        var times = Norce.Transitions(purchase.Order).Count(status => status == "completed");
        if (times != 1) yield return $"{purchase.Order} was completed {times} times at Norce";
        if (!captured) yield break;
        var totals = Qliro.Totals(purchase.QliroOrder);
        var captures = totals.Operations.GetValueOrDefault("Capture");
        if (captures != 1 || totals.Captured != totals.Authorized)
            yield return $"{purchase.Order} was captured {captures} times, {totals.Captured} of {totals.Authorized} öre";
        var state = (string?)Norce.Payment(purchase.Order, purchase.Payment)["state"];
        if (state != "captured") yield return $"{purchase.Order} is {state} at Norce";
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (!owns) return;
        await Qliro.DisposeAsync();
        await Norce.DisposeAsync();
    }
}

/// <summary>One order that was bought.</summary>
internal sealed record Purchase(string Order, string Payment, long QliroOrder, string PushUrl, JsonObject Push);

/// <summary>How long it took until a push was acknowledged, and how often it was sent.</summary>
internal sealed record Told(TimeSpan Took, int Tries);
