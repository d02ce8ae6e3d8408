using QliroAdapter.Client;
using QliroAdapter.Sandbox.Control;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Sandbox.Shop;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Rush;

/// <summary>
/// One shopper with a mind of their own, and the staff that handle the order afterwards. What is refused is tried
/// again, as people do.
/// </summary>
internal sealed class Shopper(SandboxHost host, IAdapterClient adapter, Random mind, CancellationToken closing)
{
    private const int TriesMax = 40;
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(500);
    private string order = "";

    /// <summary>Lives one visit; tells the order as soon as there is one.</summary>
    public async Task Visit(Action<string> ordered)
    {
        order = host.Norce.AddOrder(Cart());
        ordered(order);
        CheckoutOrder? checkout = null;
        if (!await Patiently(async () => checkout = await adapter.Create(order, closing))) return;
        if (OrderTriggers.QliroOrderOf(host.Norce, order) is null) return;
        if (Chance(25)) await Patiently(ChangeCart);
        if (!Chance(92) || !await Buy()) return;
        if (!await Until(() => host.Norce.Status(order) == "completed")) return;
        await Handle(checkout!.PaymentId);
    }

    private System.Text.Json.Nodes.JsonObject Cart()
    {
        var products = Catalog.Products.Where(_ => Chance(50)).DefaultIfEmpty(Catalog.Products[0]);
        var quantities = products.ToDictionary(product => product.Sku, _ => mind.Next(1, 4), StringComparer.Ordinal);
        return Catalog.Order(quantities, isDiscounted: Chance(30));
    }

    private async Task ChangeCart()
    {
        var answer = await host.Norce.ChangeQuantity(order, 0, mind.Next(1, 6));
        if (!answer.IsSuccess) throw new TriggerRefusedException(answer.BodyText);
    }

    private async Task<bool> Buy()
    {
        var (onHold, approved, denied) = (Chance(15), Chance(70), Chance(12));
        if (denied) await host.Qliro.CompleteAsync(QliroOrder, PurchaseOutcome.Decline);
        if (denied && Chance(40)) return false;
        var bought = await Patiently(async () =>
        {
            var result = await host.Qliro.CompleteAsync(QliroOrder,
                onHold ? PurchaseOutcome.OnHold : PurchaseOutcome.Approve);
            if (!result.Accepted) throw new TriggerRefusedException(result.DeclineReason ?? "");
        });
        if (!bought || !onHold) return bought;
        await Task.Delay(pause, TimeProvider.System, closing);
        host.Qliro.ResolveHold(QliroOrder, approved);
        return approved;
    }

    private async Task Handle(string paymentId)
    {
        switch (mind.Next(10))
        {
            case 0:
                return;
            case 1:
                await Patiently(() => adapter.Cancel(order, paymentId, null, Key("cancel"), closing));
                return;
            case < 5:
                await CaptureOne(paymentId);
                break;
        }

        if (Chance(90)) await Patiently(() => adapter.Capture(order, paymentId, null, Key("capture"), closing));
        if (!await Until(() => State == "captured")) return;
        if (Chance(25)) await Patiently(() => adapter.Refund(order, paymentId, null, Key("refund"), closing));
        else if (Chance(30)) await Patiently(() => adapter.Refund(order, paymentId, new() { Amount = 10m },
            Key("goodwill"), closing));
    }

    // One unit of the first row that has several: the rest goes with the capture of everything left.
    private async Task CaptureOne(string paymentId)
    {
        var sku = Json.Objects(host.Norce.Order(order)["cart"]?["items"])
            .Where(item => Json.Number(item["quantity"]) > 1).Select(item => Json.String(item["sku"])).FirstOrDefault();
        if (sku is null) return;
        await Patiently(() => adapter.Capture(order, paymentId, new() { Items = [new(sku, 1)] }, Key("parcel"),
            closing));
        await Until(() => host.Qliro.Totals(QliroOrder).Captured > 0);
    }

    private long QliroOrder => OrderTriggers.QliroOrderOf(host.Norce, order)!.Value;

    private string? State => Json.String(host.Norce.LivePayment(order)?["state"]);

    private string Key(string operation) => $"{order}-{operation}";

    private bool Chance(int percent) => mind.Next(100) < percent;

    /// <summary>False when it was refused to the end.</summary>
    private async Task<bool> Patiently(Func<Task> work)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            try
            {
                await work();
                return true;
            }
            catch (Exception refused) when (refused is AdapterException or TriggerRefusedException)
            {
                await Task.Delay(pause, TimeProvider.System, closing);
            }
        }

        return false;
    }

    private async Task<bool> Until(Func<bool> holds)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            if (holds()) return true;
            await Task.Delay(pause, TimeProvider.System, closing);
        }

        return false;
    }
}
