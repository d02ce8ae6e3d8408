using QliroAdapter.Client;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Sandbox.Shop;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Control;

/// <summary>What shoppers and Qliro's staff do with an order; where none is named, one is made.</summary>
internal static class OrderTriggers
{
    private const string Shopper = "Shoppers";
    private const string Staff = "Qliro's staff";

    /// <summary>The order that is meant.</summary>
    public static readonly TriggerArgument Order = new("order", "A Norce order; without it the newest.");

    private static readonly TriggerArgument orNew = Order with { Text = "A Norce order; without it a new one." };

    public static IEnumerable<Trigger> All =>
    [
        new("cart.filled", Shopper, "An order at Norce, without a payment.", [],
            (host, _) => Task.FromResult($"Order {Fill(host)} has a cart.")),
        new("checkout.opened", Shopper, "A cart, and Qliro's checkout on it.", [], async (host, _) =>
            $"Order {(await Open(host)).Order} is in the checkout."),
        new("push.completed", Shopper, "A purchase is approved, and Qliro's push says so.", [orNew],
            (host, given) => Buy(host, given, PurchaseOutcome.Approve)),
        new("push.onhold", Shopper, "A purchase that Qliro has to look at: the order waits.", [orNew],
            (host, given) => Buy(host, given, PurchaseOutcome.OnHold)),
        new("purchase.declined", Shopper, "Qliro denies the credit: the frame says so, and the order stays open.",
            [orNew], (host, given) => Buy(host, given, PurchaseOutcome.Decline)),
        new("cart.changed", Shopper, "The quantity of a row changes while the checkout is shown.",
            [orNew, new("row", "From 0.", "0"), new("quantity", "0 takes the row out.", "3")], async (host, given) =>
            {
                var (order, _) = await OpenOrNew(host, given);
                var answer = await host.Norce.ChangeQuantity(order, given.Whole("row", 0, 99),
                    given.Whole("quantity", 0, 99));
                return answer.IsSuccess ? $"The cart of order {order} is changed." : Refused(answer);
            }),
        new("session.expired", Shopper, "The frame's session ends, as after 90 minutes.", [Order],
            (host, given) => AtQliro(host, given, host.Qliro.ExpireSession, "The session of order {0} has ended.")),
        new("order.expired", Shopper, "The order at Qliro is older than 48 hours and takes no update.", [Order],
            (host, given) => AtQliro(host, given, host.Qliro.Expire, "Order {0} is too old at Qliro.")),
        new("validation.failed", Shopper, "Norce refuses the order when Qliro asks whether it may be bought.",
            [Order, new("code", "Norce's code; empty: it passes again.", "out-of-stock")], (host, given) =>
            {
                var (order, code) = (NorceOrderOf(host, given), given.Text("code"));
                host.Norce.FailValidation(order, [code]);
                return Task.FromResult($"Order {order} is refused with {code}.");
            }),
        new("hold.approved", Staff, "The review of an order on hold ends well.", [Order],
            (host, given) => AtQliro(host, given, id => host.Qliro.ResolveHold(id, true), "Order {0} is approved.")),
        new("hold.refused", Staff, "The review of an order on hold ends badly.", [Order],
            (host, given) => AtQliro(host, given, id => host.Qliro.ResolveHold(id, false), "Order {0} is refused.")),
        new("fee.added", Staff, "Qliro adds an invoice fee of 29.00.", [Order],
            (host, given) => AtQliro(host, given, id => host.Qliro.AddFee(id, 29m, 23.20m), "Order {0} has a fee.")),
        new("capture.outside", Staff, "Everything left is captured in Qliro's own back office.", [Order],
            (host, given) => AtQliro(host, given, id => host.Qliro.CaptureOutOfBand(id), "Order {0} is captured.")),
        new("refund.outside", Staff, "The last capture is given back in Qliro's own back office.", [Order],
            (host, given) => AtQliro(host, given, id => host.Qliro.RefundOutOfBand(id), "Order {0} is given back.")),
    ];

    /// <summary>The order that is named, or the newest that has a payment of ours; with its order at Qliro.</summary>
    /// <exception cref="TriggerRefusedException">There is none.</exception>
    public static (string Order, long QliroOrder) Bought(SandboxHost host, TriggerArguments given)
    {
        var order = NorceOrderOf(host, given);
        return (order, QliroOrderOf(host.Norce, order)
            ?? throw new TriggerRefusedException($"Order {order} has no payment of ours."));
    }

    /// <summary>The same, in the checkout; a new one where none is named.</summary>
    public static async Task<(string Order, long QliroOrder)> OpenOrNew(SandboxHost host, TriggerArguments given)
        => given.Text(Order.Name).Length > 0 ? Bought(host, given) : await Open(host);

    /// <summary>The order at Qliro that belongs to the order's payment; null when there is none.</summary>
    public static long? QliroOrderOf(NorceSimulator norce, string order)
        => Json.Objects(norce.Order(order)["payments"])
            .Where(payment => Json.String(payment["adapterId"]) == NorceSimulatorOptions.QliroAdapterId)
            .Select(payment => long.TryParse(Json.String(payment["reference"]), out var id) ? id : (long?)null)
            .LastOrDefault(id => id is not null);

    private static string Fill(SandboxHost host) => host.Norce.AddOrder(Catalog.Order(
        new Dictionary<string, int>(StringComparer.Ordinal) { ["MUG-1"] = 2, ["BOOK-1"] = 1 }, isDiscounted: false));

    private static async Task<(string Order, long QliroOrder)> Open(SandboxHost host)
    {
        var order = Fill(host);
        await Call(host, adapter => adapter.Create(order));
        return (order, QliroOrderOf(host.Norce, order)
            ?? throw new TriggerRefusedException($"Order {order} got no payment."));
    }

    private static async Task<string> Buy(SandboxHost host, TriggerArguments given, PurchaseOutcome outcome)
    {
        var (order, qliroOrder) = await OpenOrNew(host, given);
        var result = await host.Qliro.CompleteAsync(qliroOrder, outcome);
        return result.Accepted ? $"Order {order} is bought: {result.Status} at Qliro."
            : $"Order {order} is not bought: {result.DeclineReason}.";
    }

    private static async Task Call(SandboxHost host, Func<IAdapterClient, Task> call)
    {
        using var network = new SocketsHttpHandler { UseProxy = false };
        try
        {
            await call(host.CreateAdapterClient(network));
        }
        catch (AdapterException failure)
        {
            throw new TriggerRefusedException($"The adapter: {failure.Error?.Message ?? failure.Message}");
        }
    }

    private static Task<string> AtQliro(SandboxHost host, TriggerArguments given, Action<long> act, string says)
    {
        var (order, qliroOrder) = Bought(host, given);
        act(qliroOrder);
        return Task.FromResult(string.Format(null, says, order));
    }

    private static string NorceOrderOf(SandboxHost host, TriggerArguments given)
    {
        var named = given.Text(Order.Name);
        if (named.Length > 0)
            return host.Norce.OrderIds.Contains(named, StringComparer.Ordinal) ? named
                : throw new TriggerRefusedException($"There is no order {named}.");
        return host.Norce.OrderIds.LastOrDefault(id => QliroOrderOf(host.Norce, id) is not null)
            ?? throw new TriggerRefusedException("There is no order yet.");
    }

    private static string Refused(WireAnswer answer)
        => throw new TriggerRefusedException($"Norce: {answer.Status} {answer.BodyText}");
}
