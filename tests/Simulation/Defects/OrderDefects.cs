using System.Net;
using System.Text.Json.Nodes;

namespace QliroAdapter.Simulation.Defects;

/// <summary>The mistakes in what Norce is told of delivery and person.</summary>
internal static class OrderDefects
{
    private static readonly string[] ofDelivery = ["reference", "name", "total", "vatRate"];

    /// <summary>Keeps what was told of an order's delivery first, although the shopper chose another.</summary>
    public static Defect FirstDeliveryStays() => Remembering("/shippings", (first, present) =>
    {
        foreach (var member in ofDelivery) present[member] = first[member]?.DeepClone();
    });

    /// <summary>Keeps the pickup point that was told first.</summary>
    public static Defect FirstPlaceStays() => Remembering("/shippings", (first, present) =>
    {
        if (first["deliveryDetails"]?["pickupLocation"] is { } place && present["deliveryDetails"] is { } details)
            details["pickupLocation"] = place.DeepClone();
    });

    /// <summary>Never erases a value that is known, whosever it is.</summary>
    public static Defect KnownValuesStay() => Remembering("/customer/", (first, present) =>
    {
        foreach (var (name, value) in first.ToList())
            if (value is not null) present[name] ??= value.DeepClone();
    });

    /// <summary>Leaves the delivery open when its order is sold.</summary>
    public static Task<HttpResponseMessage> DeliveryNotConfirmed(Call call) => Changing(call, "/shippings", shipping =>
    {
        if ((string?)shipping["state"] == "confirmed") shipping["state"] = "intent";
    });

    /// <summary>Forgets extra services.</summary>
    public static Task<HttpResponseMessage> ServicesForgotten(Call call)
        => Changing(call, "/shippings", shipping => shipping.Remove("addons"));

    /// <summary>Leaves the delivery on the order when its payment is removed.</summary>
    public static Task<HttpResponseMessage> DeliveryNotTakenOff(Call call) => Changing(call, "/shippings", shipping =>
    {
        if ((string?)shipping["state"] == "removed") shipping["state"] = "intent";
    });

    /// <summary>Copies nothing of a person without an address.</summary>
    public static async Task<HttpResponseMessage> NobodyWithoutAddress(Call call)
        => IsWrite(call, "/customer/") && (await Body(call))["streetAddress"] is null
            ? Call.Answer(HttpStatusCode.OK, "")
            : await call.Go();

    /// <summary>Takes a proxy's page for the partner saying that there is no such order.</summary>
    public static async Task<HttpResponseMessage> PageBelieved(Call call)
    {
        var response = await call.Go();
        return response.Content.Headers.ContentType?.MediaType != "text/html" ? response : Call.Answer(
            HttpStatusCode.NotFound,
            """{"code":"order-not-found","ErrorCode":"ORDER_NOT_FOUND","ErrorMessage":"There is no such order."}""");
    }

    private static WireDefect Remembering(string path, Action<JsonObject, JsonObject> keep)
    {
        var told = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        return new(async call =>
        {
            if (!IsWrite(call, path)) return await call.Go();
            // One resource of its kind on an order: an address, or our delivery.
            var place = call.Path[..(call.Path.IndexOf(path, StringComparison.Ordinal) + path.Length)]
                + (call.Path.EndsWith("/billing", StringComparison.Ordinal) ? "billing" : "");
            return await call.GoWith(present =>
            {
                if (told.TryGetValue(place, out var first)) keep(first, present);
                else told[place] = (JsonObject)present.DeepClone();
            });
        });
    }

    private static Task<HttpResponseMessage> Changing(Call call, string path, Action<JsonObject> change)
        => IsWrite(call, path) ? call.GoWith(change) : call.Go();

    private static bool IsWrite(Call call, string path) => call.Partner == "Norce"
        && call.Request.Method != HttpMethod.Get && call.Path.Contains(path, StringComparison.Ordinal);

    private static async Task<JsonObject> Body(Call call)
        => (JsonObject)JsonNode.Parse(await call.Request.Content!.ReadAsStringAsync())!;
}
