using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>Both partners, and shoppers who buy: what the adapter's nodes are put between.</summary>
internal sealed class Shop : IAsyncDisposable
{
    // Qliro's own pushes come again after minutes; this is long enough to count as "never".
    private static readonly TimeSpan giveUp = TimeSpan.FromSeconds(60);

    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
    {
        Timeout = TimeSpan.FromSeconds(50),
    };

    private readonly bool owns;

    private Shop(NorceSimulator norce, QliroSimulator qliro, bool owns)
    {
        (Norce, Qliro, this.owns) = (norce, qliro, owns);
        http.DefaultRequestHeaders.Authorization = new("Bearer", NorceSimulatorOptions.DefaultToken);
        http.DefaultRequestHeaders.Add("x-merchant", NorceSimulatorOptions.DefaultMerchant);
        http.DefaultRequestHeaders.Add("x-channel", NorceSimulatorOptions.DefaultChannel);
    }

    public NorceSimulator Norce { get; }

    public QliroSimulator Qliro { get; }

    public static async Task<Shop> Open()
    {
        var norce = await NorceSimulator.Start(new());
        var qliro = await QliroSimulator.Start(new() { PushesByThemselves = false });
        return new(norce, qliro, owns: true);
    }

    /// <summary>Shoppers at simulators that somebody else has started.</summary>
    public static Shop At(NorceSimulator norce, QliroSimulator qliro) => new(norce, qliro, owns: false);

    /// <summary>Where partners reach the adapter from now on.</summary>
    public void PointAt(string url) => Norce.SetConfiguration(NorceOrders.Configuration(
        Qliro.BaseUrl, QliroSimulatorOptions.DefaultMerchant.ApiKey, QliroSimulatorOptions.DefaultMerchant.ApiSecret,
        url, "http://shop.example"));

    /// <summary>An order whose checkout is open and whose purchase Qliro has completed, and has told nobody.</summary>
    public async Task<Purchase> Buy(string adapter)
    {
        var order = Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        using var created = await http.PostAsync(new Uri($"{adapter}/api/checkout/v1/orders/{order}/payments"), null);
        created.EnsureSuccessStatusCode();
        var payment = Norce.LivePayment(order)!;
        var id = long.Parse((string)payment["reference"]!);
        var bought = await Qliro.CompleteAsync(id);
        if (!bought.Accepted) throw new InvalidOperationException($"Order {order} was not bought: {bought}");
        var push = new JsonObject
        {
            ["OrderId"] = id, ["Status"] = "Completed", ["NotificationType"] = "CustomerCheckoutStatus",
            ["PaymentTransactionId"] = bought.PaymentTransactionId,
        };
        var pushUrl = (string)Qliro.Request(id)["MerchantCheckoutStatusPushUrl"]!;
        return new(order, (string)payment["id"]!, id, pushUrl, push);
    }

    /// <summary>
    /// Qliro's push, repeated a second later while it is not acknowledged. How long that took in all.
    /// </summary>
    /// <param name="purchase">Which.</param>
    /// <param name="adapter">The node that gets it; where the purchase was begun when absent.</param>
    public async Task<Told> Push(Purchase purchase, string? adapter = null)
    {
        var url = new Uri(purchase.PushUrl);
        if (adapter is not null) url = new Uri(new Uri(adapter), url.PathAndQuery);
        var watch = Stopwatch.StartNew();
        for (var tries = 1; ; tries++)
        {
            try
            {
                using var answer = await http.PostAsJsonAsync(url, purchase.Push);
                if (answer.IsSuccessStatusCode) return new(watch.Elapsed, tries);
            }
            catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
            {
                // Not acknowledged: again.
            }

            if (watch.Elapsed > giveUp) throw new TimeoutException($"No node took the push of order {purchase.Order}.");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
    }

    /// <summary>Norce's back office captures.</summary>
    public async Task Capture(Purchase purchase, string adapter)
    {
        var url = new Uri($"{adapter}/api/order/v1/orders/{purchase.Order}/payments/{purchase.Payment}/capture");
        for (var tries = 1; ; tries++)
        {
            using var answer = await http.PostAsync(url, null);
            if (answer.IsSuccessStatusCode) return;
            if (tries == 5) throw new InvalidOperationException($"{url}: {await answer.Content.ReadAsStringAsync()}");
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }
    }

    /// <summary>What does not hold of the books; nothing when all is well.</summary>
    public IEnumerable<string> Faults(IReadOnlyList<Purchase> purchases, bool captured)
    {
        if (Qliro.OrderIds.Count != purchases.Count)
            yield return $"{purchases.Count} purchases and {Qliro.OrderIds.Count} orders at Qliro";
        foreach (var purchase in purchases)
        {
            var books = Qliro.Books(purchase.QliroOrder);
            var payment = Norce.Payment(purchase.Order, purchase.Payment);
            if (Norce.Status(purchase.Order) != "completed") yield return $"{purchase.Order} is not completed at Norce";
            if (!captured) continue;
            if (books.Operations.GetValueOrDefault("Capture") != 1 || books.Captured != books.Authorized)
                yield return $"{purchase.Order} was captured {books.Operations.GetValueOrDefault("Capture")} times, "
                    + $"{books.Captured} of {books.Authorized} öre";
            if ((string?)payment["state"] != "captured")
                yield return $"{purchase.Order} is {payment["state"]} at Norce";
        }
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
