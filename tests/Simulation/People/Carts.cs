using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.People;

/// <summary>Carts with prices that do not divide evenly, discounts, freight of another adapter, and vouchers.</summary>
internal static class Carts
{
    public const string FreightAdapter = "freight_adapter";

    /// <param name="dice">The world's.</param>
    /// <param name="isDigital">Nothing of it is delivered.</param>
    public static JsonObject Random(Dice dice, bool isDigital = false)
    {
        var items = Enumerable.Range(1, dice.Between(1, 4)).Select(number =>
        {
            var quantity = dice.Between(1, 5);
            var price = dice.Between(100, 90000) / 100m;
            var discount = dice.Chance(0.3) ? Math.Round(price * quantity * dice.Between(1, 60) / 100m, 2) : 0m;
            return NorceOrders.Item(
                $"T-{number}", $"Thing {number}", price, quantity, dice.Of(0.25m, 0.12m, 0.06m, 0m), discount);
        });
        var order = NorceOrders.Cart([.. items]);
        if (isDigital)
            foreach (var item in order["cart"]!["items"]!.AsArray()) item!["productType"] = "digital";
        if (dice.Chance(0.5))
            ((JsonArray)order["shippings"]!).Add(NorceOrders.Shipping(dice.Between(0, 99), adapterId: FreightAdapter));
        return order;
    }

    /// <summary>The freight rule of another adapter: the cost of freight depends on the part that it watches.</summary>
    public static HookReply Freight(Dice dice, JsonObject order)
    {
        if (dice.Chance(0.1)) return HookReply.Refused();
        var shipping = ((JsonArray)order["shippings"]!).OfType<JsonObject>()
            .Select((one, index) => (one, index))
                .FirstOrDefault(pair => (string?)pair.one["adapterId"] == FreightAdapter);
        if (shipping.one is null || dice.Chance(0.3)) return HookReply.Unchanged;
        return HookReply.Replace($"/shippings/{shipping.index}/total", NorceOrders.Price(dice.Between(0, 150), 0.25m));
    }
}
