using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Nodes.Tests;

/// <summary>
/// One order from the cart to the capture. The shop repeats each call that got no good answer, Qliro its pushes.
/// </summary>
internal sealed class Purchase(ThreeNodes nodes)
{
    private readonly string order = nodes.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));

    /// <summary>Norce's order.</summary>
    public string Order => order;

    /// <summary>What Qliro has of it.</summary>
    public long QliroOrder => long.Parse((string)Payment["reference"]!);

    /// <summary>Where Qliro tells that the order changed, as a path of any node.</summary>
    public string PushPath
        => new Uri((string)nodes.Qliro.Request(QliroOrder)["MerchantCheckoutStatusPushUrl"]!).PathAndQuery;

    public bool IsPaid => nodes.Norce.Status(order) == "completed";

    private JsonObject Payment => nodes.Norce.LivePayment(order)!;

    /// <summary>All of it, and its books.</summary>
    public async Task Run()
    {
        await Create();
        await Pay();
        await Wait.Until(() => IsPaid);
        await Capture();
        await ShouldBeCapturedOnce();
    }

    public Task Create() => Create(nodes.Client);

    public Task Create(HttpClient client) => Repeat(async () =>
    {
        var answer = await client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null);
        // Created before, and the answer got lost: the storefront shows it by GET.
        if (answer.StatusCode == HttpStatusCode.Conflict && nodes.Norce.LivePayment(order) is { } live)
            answer = await client.GetAsync($"/api/checkout/v1/orders/{order}/payments/{live["id"]}");
        return answer.StatusCode == HttpStatusCode.OK;
    });

    /// <summary>The shopper presses the button, again if the shop was not there to approve.</summary>
    public Task Pay() => Repeat(async () => nodes.Qliro.Status(QliroOrder) != CheckoutStatus.InProcess
        || (await nodes.Qliro.CompleteAsync(QliroOrder)).Accepted);

    /// <summary>Qliro tells of the purchase.</summary>
    public Task<HttpResponseMessage> Push(HttpClient client) => client.PostAsJsonAsync(PushPath, new JsonObject
    {
        ["OrderId"] = QliroOrder,
        ["Status"] = "Completed",
        ["NotificationType"] = "CustomerCheckoutStatus",
        ["PaymentTransactionId"] = nodes.Qliro.AdminOrder(QliroOrder)["PaymentTransactions"]![0]!
            ["PaymentTransactionId"]!.DeepClone(),
    });

    public Task Capture() => Repeat(async () => (await nodes.Client.PostAsync(
        $"/api/order/v1/orders/{order}/payments/{Payment["id"]}/capture", null)).StatusCode == HttpStatusCode.OK);

    /// <summary>Nothing lost, nothing double, in everybody's books.</summary>
    public async Task ShouldBeCapturedOnce()
    {
        await Wait.Until(() => (string?)Payment["state"] == "captured");
        ShouldBePaidOnce();
        nodes.Qliro.Books(QliroOrder).Captured.ShouldBe(25000);
        nodes.Qliro.AdminOrder(QliroOrder)["PaymentTransactions"]!.AsArray()
            .Count(one => (string)one!["Type"]! == "Capture").ShouldBe(1);
    }

    public void ShouldBePaidOnce()
    {
        nodes.Norce.Transitions(order).Count(status => status == "completed").ShouldBe(1);
        nodes.Norce.Order(order)["payments"]!.AsArray().Count(payment => (string)payment!["state"]! != "removed")
            .ShouldBe(1);
    }

    private static Task Repeat(Func<Task<bool>> call) => Wait.Until(async () =>
    {
        try
        {
            return await call();
        }
        catch (Exception brokenOff) when (brokenOff is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    });
}
