using Microsoft.AspNetCore.WebUtilities;
using QliroAdapter.Client;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Bench;

/// <summary>A purchase that Qliro has completed and whose push has not been sent.</summary>
internal sealed record Purchase(string OrderId, string PaymentId, string Token, QliroPush News)
{
    /// <summary>Opens the checkout of a new order and pays in it.</summary>
    public static async Task<Purchase> Make(IAdapterClient adapter, NorceSimulator norce, QliroSimulator qliro)
    {
        var order = norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        var created = await adapter.Create(order);
        var id = qliro.OrderIds[^1];
        var bought = await qliro.CompleteAsync(id);
        var query = QueryHelpers.ParseQuery(new Uri((string)qliro.Request(id)["MerchantCheckoutStatusPushUrl"]!).Query);
        return new(order, created.PaymentId, query["token"].ToString(), new()
        {
            OrderId = id, Status = "Completed", NotificationType = "CustomerCheckoutStatus",
            PaymentTransactionId = bought.PaymentTransactionId,
        });
    }

    /// <summary>Sends the push to the adapter, as Qliro does.</summary>
    public Task Push(IAdapterClient adapter) => adapter.Push(
        OrderId, PaymentId, NorceSimulatorOptions.DefaultMerchant, NorceSimulatorOptions.DefaultChannel, Token, News);
}
