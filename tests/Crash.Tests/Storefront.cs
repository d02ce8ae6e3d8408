using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Crash.Tests;

/// <summary>
/// Shoppers and staff who keep going while the adapter dies: they repeat a call until it is answered, and check at
/// Norce what has happened.
/// </summary>
internal sealed class Storefront(NorceSimulator norce, QliroSimulator qliro, HttpClient client)
{
    /// <summary>Calls that found no adapter or lost their answer.</summary>
    public int CallsLost => callsLost;

    // One step may take as long as the adapter keeps dying.
    private static readonly TimeSpan timeout = TimeSpan.FromMinutes(14);

    // Nobody repeats a call at once: four shoppers who did would take all processor time from a starting process.
    private static readonly TimeSpan afterLoss = TimeSpan.FromMilliseconds(100);

    private int callsLost;

    /// <summary>Buys one order and has staff operate on it; returns what was done.</summary>
    public async Task<Bought> Buy(int number)
    {
        var order = norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        await Create(order);
        await Until(async () => (await qliro.CompleteAsync(QliroOrderOf(order))).Accepted);
        await Until(() => Task.FromResult(norce.Status(order) == "completed"));
        string[] operations =
            (number % 5) switch { 0 => ["cancel"], 1 or 2 => ["capture", "refund"], _ => ["capture"] };
        foreach (var operation in operations) await Do(order, operation);
        return new(order, QliroOrderOf(order), operations);
    }

    public string? PaymentState(string order) => (string?)norce.Order(order)["payments"]!.AsArray()
        .Single(payment => (string)payment!["state"]! != "removed")!["state"];

    private async Task Create(string order)
    {
        var created = await Answered(() => client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null), answer
            => answer is HttpStatusCode.OK or HttpStatusCode.Conflict);
        // The payment was created before the adapter died, but the answer was lost; the storefront shows it by GET.
        if (created != HttpStatusCode.Conflict) return;
        await Answered(
            () => client.GetAsync($"/api/checkout/v1/orders/{order}/payments/{LivePaymentId(order)}"), IsOk);
    }

    private async Task Do(string order, string operation)
    {
        var ended = operation switch { "capture" => "captured", "refund" => "credited", _ => "cancelled" };
        await Answered(
            () => client.PostAsync($"/api/order/v1/orders/{order}/payments/{LivePaymentId(order)}/{operation}", null),
            answer => IsOk(answer) || PaymentState(order) == ended);
        await Until(() => Task.FromResult(PaymentState(order) == ended));
    }

    private async Task<HttpStatusCode> Answered(Func<Task<HttpResponseMessage>> call, Func<HttpStatusCode, bool> isIt)
    {
        var status = default(HttpStatusCode);
        await Until(async () =>
        {
            try
            {
                using var response = await call();
                status = response.StatusCode;
                return isIt(status);
            }
            catch (Exception lost) when (lost is HttpRequestException or SocketException or OperationCanceledException)
            {
                Interlocked.Increment(ref callsLost);
                await Task.Delay(afterLoss, TimeProvider.System);
                return false;
            }
        });
        return status;
    }

    private static Task Until(Func<Task<bool>> holds) => Wait.Until(holds, timeout);

    private static bool IsOk(HttpStatusCode status) => status == HttpStatusCode.OK;

    private string LivePaymentId(string order) => (string)norce.LivePayment(order)!["id"]!;

    private long QliroOrderOf(string order) => long.Parse((string)norce.LivePayment(order)!["reference"]!);
}

/// <summary>An order that was bought, and what staff did with it.</summary>
internal sealed record Bought(string Order, long QliroOrder, IReadOnlyList<string> Operations);
