using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>The totals Norce computes: the cart as given or summed, the order with its live shippings.</summary>
internal static class OrderTotals
{
    public static void Compute(JsonObject order)
    {
        var cart = order["cart"] as JsonObject;
        if (cart is not null && cart["total"] is not JsonObject) cart["total"] = Sum(Json.Objects(cart["items"]));
        var live = Json.Objects(order["shippings"])
            .Where(shipping => !"removed".Equals(Json.String(shipping["state"]), StringComparison.OrdinalIgnoreCase));
        var shippings = Sum(live);
        order["total"] = new JsonObject
        {
            ["includingVat"] = Of(cart, "includingVat") + Json.Number(shippings["includingVat"]),
            ["excludingVat"] = Of(cart, "excludingVat") + Json.Number(shippings["excludingVat"]),
        };
    }

    private static JsonObject Sum(IEnumerable<JsonObject> priced)
    {
        var all = priced.ToList();
        return new JsonObject
        {
            ["includingVat"] = all.Sum(one => Of(one, "includingVat")),
            ["excludingVat"] = all.Sum(one => Of(one, "excludingVat")),
        };
    }

    private static decimal Of(JsonObject? priced, string member) => Json.Number(priced?["total"]?[member]) ?? 0m;
}
