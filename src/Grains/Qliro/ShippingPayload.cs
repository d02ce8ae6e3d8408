using System.Text.Json;
using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// Reads what shipping providers report through Qliro, as far as it is known. nShift (Unifaun):
/// <c>service {id, name}</c> and <c>agent</c>, the pickup point. Ingrid: <c>session.delivery_groups[0]</c> with
/// <c>tos_id</c> and <c>shipping {carrier, carrier_product_id}</c>. The providers may change their JSON, so a missing
/// member changes nothing.
/// </summary>
public static class ShippingPayload
{
    /// <summary>The attribute of a Norce shipping that holds the provider's own JSON.</summary>
    public const string Attribute = "qliroShippingPayload";

    /// <summary>The attribute that tells why the provider failed.</summary>
    public const string ErrorAttribute = "qliroShippingError";

    /// <summary>The attributes of a shipping about which no provider has reported.</summary>
    public static IReadOnlyDictionary<string, JsonElement>? WithoutReport(
        IReadOnlyDictionary<string, JsonElement>? attributes)
        => attributes?.Keys.Any(name => name is Attribute or ErrorAttribute) != true ? attributes : attributes
            .Where(one => one.Key is not (Attribute or ErrorAttribute)).ToDictionary(StringComparer.Ordinal);

    /// <summary>
    /// <paramref name="shipping"/> with what the payload states. The payload is recognised by its shape, whichever
    /// provider is named.
    /// </summary>
    public static NorceShipping Over(NorceShipping shipping, JsonElement payload)
    {
        var group = First(Member(Member(payload, "session"), "delivery_groups"));
        var (service, agent, ingrid) = (Member(payload, "service"), Agent(payload), Member(group, "shipping"));
        var tmsReference = Text(group, "tos_id") ?? Text(payload, "tmsReference") ?? Text(payload, "shipmentId")
            ?? Text(payload, "sessionId") ?? Text(Member(payload, "session"), "id") ?? Text(payload, "id");
        var details = shipping.DeliveryDetails;
        var product = Product(details?.Product, Text(service, "id") ?? Text(ingrid, "carrier_product_id"),
            Text(service, "name") ?? Text(ingrid, "product") ?? Text(ingrid, "carrier_product_name"));
        var carrier = Text(ingrid, "carrier")
            ?? Text(service, "carrier") ?? Text(payload, "carrier") ?? details?.Carrier;
        var pickup = Pickup(details?.PickupLocation, agent);
        var told = (details ?? new()) with { Carrier = carrier, Product = product, PickupLocation = pickup };
        return shipping with
        {
            TmsReference = tmsReference ?? shipping.TmsReference,
            DeliveryDetails = details is null && told == new NorceDeliveryDetails() ? null : told,
        };
    }

    private static NorceProduct? Product(NorceProduct? known, string? reference, string? name)
        => reference is null && name is null
            ? known
            : (known ?? new()) with { Reference = reference ?? known?.Reference, Name = name ?? known?.Name };

    private static NorcePickupLocation? Pickup(NorcePickupLocation? known, JsonElement? agent)
    {
        var reference = Text(agent, "id");
        if (reference is null && Text(agent, "name") is null) return known;
        // When the pickup point changed, the old one's address is not kept, because it would send the shopper to the
        // wrong place.
        var kept = known?.Reference is null || reference is null || known.Reference == reference ? known : null;
        var address = (kept?.Address ?? new()) with
        {
            StreetAddress = Text(agent, "address1") ?? Text(agent, "street") ?? kept?.Address?.StreetAddress,
            PostalCode = Text(agent, "zipCode") ?? Text(agent, "postalCode") ?? kept?.Address?.PostalCode,
            City = Text(agent, "city") ?? kept?.Address?.City,
            Country = Text(agent, "country") ?? Text(agent, "countryCode") ?? kept?.Address?.Country,
        };
        return (kept ?? new()) with
        {
            Reference = reference ?? kept?.Reference,
            Name = Text(agent, "name") ?? kept?.Name,
            Address = kept?.Address is null && address == new NorcePickupLocationAddress() ? null : address,
        };
    }

    private static JsonElement? Agent(JsonElement payload)
        => Member(payload, "agent") ?? Member(payload, "pickupPoint") ?? Member(Member(payload, "service"), "agent");

    /// <summary>A member in any letter case; null when the element is no object or has none.</summary>
    private static JsonElement? Member(JsonElement? element, string name)
    {
        if (element is not { ValueKind: JsonValueKind.Object } known) return null;
        foreach (var member in known.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)) return member.Value;
        }
        return null;
    }

    private static JsonElement? First(JsonElement? list)
        => list is { ValueKind: JsonValueKind.Array } known && known.GetArrayLength() > 0 ? known[0] : null;

    private static string? Text(JsonElement? element, string name) => Member(element, name) switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } said => said,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };
}
