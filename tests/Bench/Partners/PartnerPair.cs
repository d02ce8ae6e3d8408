using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Bench.Partners;

/// <summary>The simulated Norce and Qliro of one program, with the actions of its shoppers.</summary>
internal sealed class PartnerPair : IAsyncDisposable
{
    /// <summary>The name under which Norce and Qliro know every program; the driver puts the real one in.</summary>
    public const string AdapterUrl = "http://adapter.example";

    // What a hook proposes: three mugs in place of two.
    private const int Quantity = 3;

    private static readonly string[] lists = ["orders", "Orders", "payments", "configurations"];
    private static readonly TimeSpan settledWithin = TimeSpan.FromMinutes(2);

    private readonly NorceSimulator norce;
    private readonly QliroSimulator qliro;
    private readonly CallbackCatcher catcher;
    private readonly ConcurrentDictionary<(long Order, PushKind Kind), Push> pushes = new();

    private PartnerPair(NorceSimulator norce, QliroSimulator qliro, CallbackCatcher catcher)
    {
        (this.norce, this.qliro, this.catcher) = (norce, qliro, catcher);
        // Every push is kept here and sent by the driver.
        qliro.PushSwitches.Drop = push =>
        {
            pushes[(push.OrderId, push.Kind)] = push;
            return true;
        };
    }

    public string NorceUrl => norce.BaseUrl;

    public static async Task<PartnerPair> Start()
    {
        var callbacks = new CallbackCatcher();
        var shop = await NorceSimulator.Start(new() { CallbackHandler = callbacks });
        var bank = await QliroSimulator.Start(new() { CallbackHandler = callbacks });
        shop.SetConfiguration(NorceOrders.Configuration(
            bank.BaseUrl, QliroSimulatorOptions.DefaultMerchant.ApiKey,
            QliroSimulatorOptions.DefaultMerchant.ApiSecret, AdapterUrl, "http://shop.example"));
        return new(shop, bank, callbacks);
    }

    /// <summary>From now on every call is answered after this time.</summary>
    public void AnswerAfter(TimeSpan wait)
    {
        norce.Faults.Clear();
        qliro.Faults.Clear();
        if (wait == TimeSpan.Zero) return;
        norce.Faults.On("*", "").Delay(wait, times: int.MaxValue);
        qliro.Faults.On("*", "").Delay(wait, times: int.MaxValue);
    }

    public IEnumerable<string> AddOrders(int count)
        => Enumerable.Range(0, count).Select(_ => norce.AddOrder(NorceOrders.Cart(NorceOrders.Item())));

    /// <summary>Changes the cart up to the hook, which is not called.</summary>
    public async Task<Callback> ProposeChange(string order)
    {
        await norce.ChangeQuantity(order, 0, Quantity);
        return new(order, catcher.Take(order, "update-payment"));
    }

    /// <summary>Changes the cart; the hook answers what the adapter answered to the proposal.</summary>
    public async Task CommitChange(string order, string answer)
    {
        catcher.Answer(order, "update-payment", answer);
        var changed = await norce.ChangeQuantity(order, 0, Quantity);
        if (!changed.IsSuccess) throw new InvalidOperationException($"Order {order} did not change: {changed.BodyText}");
    }

    /// <summary>The shopper presses buy; the question whether the purchase is right is not put.</summary>
    public async Task<Callback> PressBuy(string order)
    {
        await qliro.CompleteAsync(QliroOrder(order));
        return new(order, catcher.Take(order, "validate"));
    }

    /// <summary>The shopper pays, after the merchant has said yes. Returns the push.</summary>
    public async Task<Callback> Pay(string order)
    {
        var id = QliroOrder(order);
        catcher.Answer(order, "validate", "");
        var bought = await qliro.CompleteAsync(id);
        if (!bought.Accepted) throw new InvalidOperationException($"Order {order} was not bought: {bought}");
        return Sent(order, id, PushKind.CheckoutStatus);
    }

    /// <summary>The push of Qliro's last transaction.</summary>
    public Callback Status(string order) => Sent(order, QliroOrder(order), PushKind.OrderManagement);

    /// <summary>Completes when Norce has all these orders as completed.</summary>
    /// <exception cref="TimeoutException">They did not within two minutes.</exception>
    public async Task<bool> Settled(string[] orders)
    {
        var waiting = new Queue<string>(orders);
        for (var clock = Stopwatch.StartNew(); waiting.TryPeek(out var order); waiting.Dequeue())
        {
            while (norce.Status(order) != "completed")
            {
                if (clock.Elapsed > settledWithin) throw new TimeoutException($"{waiting.Count} orders are not completed.");
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            }
        }

        return true;
    }

    /// <summary>What is wrong with the order at Norce and Qliro; empty when all is well.</summary>
    /// <param name="order">An order that was bought.</param>
    /// <param name="isCaptured">Whether it must be captured, or not at all.</param>
    public IEnumerable<string> Faults(string order, bool isCaptured)
    {
        var state = isCaptured ? "captured" : "reserved";
        var times = norce.Transitions(order).Count(status => status == "completed");
        if (times != 1) yield return $"{order} was completed {times} times at Norce";
        if (norce.LivePayment(order) is not { } payment)
        {
            yield return $"{order} has no payment at Norce";
            yield break;
        }

        if ((string?)payment["state"] != state) yield return $"{order} is {payment["state"]} at Norce, not {state}";
        var known = norce.Order(order);
        if (known["customer"]?["billing"]?["city"] is null) yield return $"{order} has no address at Norce";
        var totals = qliro.Totals(long.Parse((string)payment["reference"]!, CultureInfo.InvariantCulture));
        var amount = (long)(Json.Number(payment["amount"])! * 100m);
        if (totals.Authorized != amount || Json.Number(known["total"]?["includingVat"]) * 100m != amount)
            yield return $"{order} is {amount} öre at Norce and {totals.Authorized} at Qliro";
        if (totals.Captured != (isCaptured ? amount : 0))
            yield return $"{order} was captured for {totals.Captured} öre of {amount}";
    }

    /// <summary>Calls by kind since the last time.</summary>
    public Dictionary<string, int> TakeCalls()
    {
        var calls = norce.Log.All.Select(call => $"norce {Kind(call)}")
            .Concat(qliro.Log.All.Select(call => $"qliro {Kind(call)}"))
            .GroupBy(kind => kind, StringComparer.Ordinal)
            .ToDictionary(kind => kind.Key, kind => kind.Count(), StringComparer.Ordinal);
        norce.Log.Clear();
        qliro.Log.Clear();
        return calls;
    }

    public async ValueTask DisposeAsync()
    {
        await norce.DisposeAsync();
        await qliro.DisposeAsync();
        catcher.Dispose();
    }

    // The method and the path's last part, or the list before it when that part is an id.
    private static string Kind(RecordedRequest call)
    {
        var parts = call.Path.Split('/');
        return $"{call.Method} {(lists.Contains(parts[^2]) ? parts[^2] : parts[^1])}";
    }

    private long QliroOrder(string order)
        => long.Parse((string)norce.LivePayment(order)!["reference"]!, CultureInfo.InvariantCulture);

    private Callback Sent(string order, long qliroOrder, PushKind kind)
        => pushes.TryRemove((qliroOrder, kind), out var push)
            ? new(order, (push.Url, push.Body))
            : throw new InvalidOperationException($"Qliro sent no push of the kind {kind} for order {order}.");
}
