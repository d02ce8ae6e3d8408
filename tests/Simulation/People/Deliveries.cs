using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.People;

/// <summary>
/// The deliveries of a channel: its own options with limits, pickup points and extra services, or a provider's, of
/// which nobody knows before one is chosen.
/// </summary>
internal static class Deliveries
{
    /// <summary>
    /// As the channel's document has them. Two cost the same, one costs nothing, one is free above an amount, and one
    /// is not for all postal codes.
    /// </summary>
    public static JsonArray Options => (JsonArray)JsonNode.Parse(
        """
        [{"reference":"POST","displayName":"Postombud","price":0,"vatRate":25,"orderAmountMin":1500,
          "pickupPoints":[{"reference":"P1","displayName":"Kiosken"},{"reference":"P2","displayName":"Macken"}]},
         {"reference":"POST","displayName":"Postombud","price":49,"vatRate":25,"brand":"PostNord",
          "pickupPoints":[{"reference":"P1","displayName":"Kiosken"},{"reference":"P2","displayName":"Macken"}]},
         {"reference":"HOME","displayName":"Hem","price":79,"vatRate":25,"postalCodes":[{"from":"10000","to":"59999"}],
          "additionalServices":[{"reference":"EVENING","displayName":"Kväll","price":20},
                                {"reference":"CARRY","displayName":"Inburet","price":150}]},
         {"reference":"BOX","displayName":"Skåp","price":49,"vatRate":25},
         {"reference":"SHOP","displayName":"Butik","price":0,"vatRate":25,
          "pickupPoints":[{"reference":"S1","displayName":"Butiken i staden"}]}]
        """)!;

    /// <summary>A provider's methods, each with its places; the price differs from choice to choice.</summary>
    private static readonly (string Method, string Name, (string Reference, string Name)[] Places)[] provided =
    [
        ("NSHIFT1", "Ombud", [("A1", "Lanthandeln"), ("A2", "Stationen"), ("A3", "Torget")]),
        ("NSHIFT2", "Bud", []),
        ("NSHIFT3", "Paketskåp", [("L1", "Skåp 1"), ("L2", "Skåp 2")]),
    ];

    /// <summary>The document's <c>integratedShipping</c>, when the world's channel names a provider.</summary>
    public static JsonObject? Integrated(Offers offers) => offers.Provider is not { } provider ? null : new()
    {
        ["provider"] = provider,
        ["checkoutId"] = provider == "nShift" ? "checkout-1" : null,
        ["fallback"] = offers.HasFallback ? Options : new JsonArray(),
        ["required"] = offers.RequiresDelivery,
    };

    /// <summary>What the providers offer first, which the frame begins with.</summary>
    public static ShippingChoice First => new("NSHIFT1", "Ombud", 49m, 39.20m)
    {
        SecondaryOption = "A1", PickupName = "Lanthandeln",
    };

    /// <summary>A delivery that Qliro's frame shows for this order; null when it shows none.</summary>
    public static ShippingChoice? Offered(World world, long frame)
        => world.Offers.ShowsOurMethods ? OfOptions(world, frame) : OfProvider(world.Dice);

    /// <summary>True when the frame would still show the chosen delivery at its fee, or none is chosen.</summary>
    public static bool IsShown(World world, long frame) => !world.Offers.HasOptions
        || world.Qliro.DeliveryChosen(frame) is not { } chosen
        || Shown(world, frame).Any(method => (string?)method["MerchantReference"] == chosen.Method);

    /// <summary>What a pickup point is called.</summary>
    public static string? NameOf(string place) => provided.SelectMany(one => one.Places)
        .Where(one => one.Reference == place).Select(one => one.Name).FirstOrDefault()
        ?? Options.SelectMany(option => (JsonArray?)option!["pickupPoints"] ?? [])
            .Where(point => (string?)point!["reference"] == place).Select(point => (string?)point!["displayName"])
            .FirstOrDefault();

    private static IEnumerable<JsonObject> Shown(World world, long frame)
        => (world.Qliro.Request(frame)["AvailableShippingMethods"] as JsonArray ?? []).OfType<JsonObject>();

    private static ShippingChoice? OfOptions(World world, long frame)
    {
        var shown = Shown(world, frame).ToList();
        if (shown.Count == 0) return null;
        var method = world.Dice.Of(shown);
        var places = (method["SecondaryOptions"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var place = places.Count == 0 ? null : world.Dice.Of(places);
        var services = (method["AdditionalShippingServices"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(_ => world.Dice.Chance(0.4)).ToList();
        return new((string)method["MerchantReference"]!, (string)method["DisplayName"]!,
            (decimal)method["PriceIncVat"]!, (decimal)method["PriceExVat"]!)
        {
            SecondaryOption = (string?)place?["MerchantReference"],
            PickupName = (string?)place?["DisplayName"],
            Services = [.. services.Select(service => (string)service["MerchantReference"]!)],
            ServicesPrice = services.Sum(service => (decimal)service["PriceIncVat"]!),
            ServicesPriceExVat = services.Sum(service => (decimal)service["PriceExVat"]!),
        };
    }

    private static ShippingChoice OfProvider(Dice dice)
    {
        var (method, name, places) = dice.Of(provided);
        var price = dice.Of(0m, 49m, 49m, 79m, 29.99m);
        var (reference, place) = places.Length == 0 ? default : dice.Of(places);
        return new(method, name, price, Math.Round(price / 1.25m, 2, MidpointRounding.AwayFromZero))
        {
            SecondaryOption = reference, PickupName = place,
        };
    }
}
