using System.Text.Json.Nodes;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Adapter.Tests.Fuzz;

/// <summary>A payment that calls are about.</summary>
internal sealed class FuzzTarget
{
    private readonly SandboxHost sandbox;
    private readonly long qliroOrder;

    private FuzzTarget(SandboxHost sandbox, string order)
    {
        (this.sandbox, Order) = (sandbox, order);
        var payment = sandbox.Norce.LivePayment(order)!;
        Payment = (string)payment["id"]!;
        qliroOrder = long.Parse((string)payment["reference"]!);
        Query = new Uri((string)sandbox.Qliro.Request(qliroOrder)["MerchantCheckoutStatusPushUrl"]!).Query;
    }

    public string Order { get; }

    public string Payment { get; }

    /// <summary>Merchant, channel and token, as Qliro sends them.</summary>
    public string Query { get; }

    public string Key => PaymentKey.Of(sandbox.Merchant, sandbox.Channel, Order, Payment).ToString();

    /// <summary>What both partners have of it.</summary>
    public string State => sandbox.Norce.Order(Order).ToJsonString() + sandbox.Qliro.Order(qliroOrder).ToJsonString();

    public string NorceState => (string)sandbox.Norce.Payment(Order, Payment)["state"]!;

    public static async Task<FuzzTarget> Open(SandboxHost sandbox, HttpClient shop, bool isBought)
    {
        var order = sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        (await shop.PostAsync(new Uri($"/api/checkout/v1/orders/{order}/payments", UriKind.Relative), null))
            .EnsureSuccessStatusCode();
        var target = new FuzzTarget(sandbox, order);
        if (isBought) (await sandbox.Qliro.CompleteAsync(target.qliroOrder)).Accepted.ShouldBeTrue();
        return target;
    }

    /// <summary>A valid body of this schema, about this payment where it can be.</summary>
    public JsonNode Body(FuzzRoute route)
    {
        var body = route.Schema switch
        {
            "NorceOrder" => sandbox.Norce.Order(Order),
            "GetOrderResponse" => sandbox.Qliro.Order(qliroOrder),
            _ => route.Example!.DeepClone(),
        };
        if (body is JsonObject members && members.ContainsKey("OrderId")) members["OrderId"] = qliroOrder;
        return body;
    }
}
