using System.Text.Json.Nodes;
using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.People;

namespace QliroAdapter.Simulation.Audit;

/// <summary>
/// Norce's order is delivered as the shopper chose in Qliro's frame and paid for, whether or not the browser told
/// anybody.
/// </summary>
internal sealed class DeliveryAtRest(World world, Auditor auditor)
{
    /// <summary>For a purchase.</summary>
    public void Check(PaymentDocument stored, Purchase purchase, long id)
    {
        if (!world.Offers.Ships) return;
        var shippings = Ours(purchase.OrderId).ToList();
        var chosen = world.Qliro.DeliveryChosen(id);
        auditor.Must(shippings.Count == (chosen is null ? 0 : 1),
            $"{stored.Key} has {shippings.Count} deliveries at Norce, Qliro sold {chosen}");
        if (chosen is null || shippings is not [var shipping]) return;
        auditor.Must((string?)shipping["state"] == NorceShippingState.Confirmed,
            $"{stored.Key}: the delivery {chosen} is {shipping["state"]} at Norce");
        auditor.Must((string?)shipping["reference"] == chosen.Method && Total(shipping) == chosen.Fee,
            $"{stored.Key}: Norce delivers {shipping["reference"]} for {Total(shipping)}, Qliro sold {chosen}");
        IsPickedUp(stored, shipping["deliveryDetails"]?["pickupLocation"], chosen);
        if (world.Offers.ShowsOurMethods) HasServices(stored, shipping, purchase.Services.GetValueOrDefault(id) ?? []);
    }

    /// <summary>An order whose payments of ours are all off it keeps no delivery of ours.</summary>
    public void IsTakenOff(string orderId)
    {
        foreach (var shipping in Ours(orderId))
            auditor.Find($"{orderId} has no payment of ours and the delivery {shipping["reference"]}");
    }

    /// <summary>
    /// What the delivery costs at Qliro and at Norce; the same unless it was chosen before the purchase and not told.
    /// </summary>
    public (decimal AtQliro, decimal AtNorce) FeesOf(string orderId, long id) => world.Offers.Ships
        ? (world.Qliro.DeliveryChosen(id)?.Fee ?? 0m, Ours(orderId).Sum(Total))
        : default;

    private void IsPickedUp(PaymentDocument stored, JsonNode? place, ChosenDelivery chosen)
    {
        auditor.Must((string?)place?["reference"] == chosen.SecondaryOption,
            $"{stored.Key}: Norce has the pickup point {place?["reference"]}, Qliro sold {chosen}");
        if ((string?)place?["name"] is { } name)
            auditor.Must(name == Deliveries.NameOf(chosen.SecondaryOption!),
                $"{stored.Key}: Norce calls the pickup point {name}, Qliro sold {chosen}");
    }

    private void HasServices(PaymentDocument stored, JsonObject shipping, IReadOnlyList<string> services)
    {
        var known = (shipping["addons"] as JsonArray ?? []).Select(addon => (string?)addon!["reference"]).ToList();
        auditor.Must(known.Order(StringComparer.Ordinal).SequenceEqual(services.Order(StringComparer.Ordinal)),
            $"{stored.Key}: Norce has the services {string.Join(' ', known)}, Qliro {string.Join(' ', services)}");
    }

    private IEnumerable<JsonObject> Ours(string orderId)
        => ((JsonArray)world.Norce.Order(orderId)["shippings"]!).OfType<JsonObject>()
            .Where(one => (string?)one["adapterId"] == NorceAdapter.Id
                && (string?)one["state"] != NorceShippingState.Removed);

    private static decimal Total(JsonObject shipping) => (decimal)shipping["total"]!["includingVat"]!;
}
