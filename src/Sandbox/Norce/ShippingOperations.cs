using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>Shippings of an order.</summary>
internal sealed class ShippingOperations(OrderChanges changes, OrderStore store)
{
    public void AddTo(Dictionary<string, Func<NorceCall, Task<WireAnswer>>> operations)
    {
        operations["GET shippings"] = call => Task.FromResult(WireAnswer.Of(200, call.Order.Read()["shippings"]));
        operations["POST shippings"] = Create;
        operations["GET shippings/*"] = call =>
            Task.FromResult(Lists.Find(call.Order.Read(), "shippings", call.Id) is { } shipping
            ? WireAnswer.Of(200, shipping) : NorceErrors.NotFound("shipping", call.Id));
        operations["PUT shippings/*"] = Put;
    }

    private Task<WireAnswer> Create(NorceCall call)
    {
        var id = store.NewId("s", 26);
        return changes.Commit(call.Order, call.AdapterId, order =>
        {
            if (call.Body is not JsonObject shipping) return NorceErrors.BadRequest("A shipping is needed.");
            if (Resource.Shipping(shipping) is { } wrong) return NorceErrors.BadRequest(wrong);
            Own(call.Order, shipping, id);
            ((JsonArray)order["shippings"]!).Add(shipping);
            return null;
        }, _ =>
            WireAnswer.Of(201, new JsonObject { ["id"] = id })
                .With("Location", $"/api/v0/checkout/orders/{call.Order.Id}/shippings/{id}"));
    }

    private Task<WireAnswer> Put(NorceCall call) => changes.Commit(call.Order, call.AdapterId, order =>
    {
        if (Lists.Find(order, "shippings", call.Id) is not { } old) return NorceErrors.NotFound("shipping", call.Id);
        if (call.Body is not JsonObject shipping) return NorceErrors.BadRequest("A shipping is needed.");
        if (Resource.Shipping(shipping) is { } wrong) return NorceErrors.BadRequest(wrong);
        Own(call.Order, shipping, call.Id);
        var list = (JsonArray)order["shippings"]!;
        list[list.IndexOf(old)] = shipping;
        return null;
    }, after => WireAnswer.Of(200, Lists.Find(after, "shippings", call.Id)));

    private static void Own(NorceOrder order, JsonObject shipping, string id)
    {
        shipping["id"] = id;
        shipping["orderId"] = order.Id;
        shipping["merchant"] = order.Merchant;
        shipping["channel"] = order.Channel;
    }
}
