using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>Operations on the order itself: cart, state, reference, addresses, attributes, consents.</summary>
internal sealed class OrderOperations(OrderChanges changes)
{
    public void AddTo(Dictionary<string, Func<NorceCall, Task<WireAnswer>>> operations)
    {
        operations["PUT cart"] = PutCart;
        operations["PUT state"] = PutState;
        operations["PUT reference"] = PutReference;
        operations["PUT customer/billing"] = call => PutAddress(call, "billing");
        operations["PUT customer/shipping"] = call => PutAddress(call, "shipping");
        operations["PATCH attributes"] = PatchAttributes;
        operations["POST consents"] = PostConsent;
        operations["PATCH consents"] = PatchConsents;
        operations["PATCH consents/*"] = PatchConsent;
        operations["DELETE consents/*"] = call => Lists.Delete(changes, call, "consents", "consent");
    }

    private Task<WireAnswer> PutCart(NorceCall call) => changes.Commit(call.Order, call.AdapterId, order =>
    {
        if (call.Body is not JsonObject cart) return NorceErrors.BadRequest("A cart is needed.");
        foreach (var item in Json.Objects(cart["items"]))
        {
            if (Json.Number(item["total"]?["includingVat"]) is null)
                return NorceErrors.BadRequest("item.total is required");
        }

        order["cart"] = cart;
        return null;
    });

    private Task<WireAnswer> PutState(NorceCall call) => changes.Commit(call.Order, call.AdapterId, order =>
    {
        var to = OrderStatus.Normal(Json.String(call.Body?["currentStatus"]));
        if (to is null) return NorceErrors.BadRequest("currentStatus is no status.");
        var state = (JsonObject)order["state"]!;
        var from = Json.String(state["currentStatus"])!;
        if (from == to) return WireAnswer.Empty(200);
        if (!OrderStatus.MayMove(from, to)) return NorceErrors.Conflict($"The order is {from} and cannot become {to}.");
        if (to == OrderStatus.Processing && Json.Objects(order["consents"]).Any(IsMissing))
            return NorceErrors.Validation("A required consent is not checked.");
        state["currentStatus"] = to;
        ((JsonArray)state["transitions"]!).Add(new JsonObject { ["status"] = to, ["timeStamp"] = changes.Stamp() });
        return null;
    });

    private static bool IsMissing(JsonObject consent)
        => Json.Flag(consent["required"]) && !Json.Flag(consent["checked"]);

    private Task<WireAnswer> PutReference(NorceCall call) => changes.Commit(call.Order, call.AdapterId, order =>
    {
        if (Json.String(call.Body) is not { } reference) return NorceErrors.BadRequest("A text is needed.");
        order["reference"] = reference;
        return null;
    });

    private Task<WireAnswer> PutAddress(NorceCall call, string which)
        => changes.Commit(call.Order, call.AdapterId, order =>
    {
        if (call.Body is not JsonObject address) return NorceErrors.BadRequest("An address is needed.");
        if (Resource.Address(address) is { } wrong) return NorceErrors.BadRequest(wrong);
        if (order["customer"] is not JsonObject) order["customer"] = new JsonObject { ["type"] = "person" };
        order["customer"]![which] = address;
        return null;
    });

    private Task<WireAnswer> PatchAttributes(NorceCall call) => changes.Commit(call.Order, call.AdapterId, order =>
    {
        if (call.Body is not JsonObject patch)
            return NorceErrors.BadRequest("An object of names and values is needed.");
        if (order["attributes"] is not JsonObject) order["attributes"] = new JsonObject();
        var attributes = (JsonObject)order["attributes"]!;
        foreach (var (name, value) in patch)
        {
            if (value is null) attributes.Remove(name);
            else attributes[name] = value.DeepClone();
        }

        return null;
    });

    private Task<WireAnswer> PostConsent(NorceCall call) => changes.Commit(call.Order, call.AdapterId, order =>
    {
        if (call.Body is not JsonObject consent) return NorceErrors.BadRequest("A consent is needed.");
        consent.Remove("id");
        ((JsonArray)order["consents"]!).Add(consent);
        return null;
    });

    private Task<WireAnswer> PatchConsents(NorceCall call) => changes.Commit(call.Order, call.AdapterId, order =>
    {
        foreach (var change in Json.Objects(call.Body))
        {
            var consent = Json.Objects(order["consents"]).FirstOrDefault(one => Json.Same(one["id"], change["id"]));
            if (consent is null) return NorceErrors.NotFound("consent", Json.Text(change["id"]));
            consent["checked"] = Json.Flag(change["checked"]);
        }

        return null;
    });

    private Task<WireAnswer> PatchConsent(NorceCall call) => changes.Commit(call.Order, call.AdapterId, order =>
    {
        var consent = Json.Objects(order["consents"]).FirstOrDefault(one => Json.String(one["id"]) == call.Id);
        if (consent is null) return NorceErrors.NotFound("consent", call.Id);
        consent["checked"] = Json.Flag(call.Body?["checked"]);
        return null;
    });
}
