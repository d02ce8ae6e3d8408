using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>
/// The schema rules of orders, payments, shippings and addresses. Each check returns null or what is wrong.
/// </summary>
internal static partial class Resource
{
    private static readonly string[] paymentStates =
        ["intent", "removed", "processing", "failed", "confirmed", "pending", "declined", "reserved", "credited",
            "captured"];

    private static readonly string[] shippingStates = ["intent", "removed", "processing", "failed", "confirmed"];
    private static readonly string[] types = ["default", "prepaid", "voucher"];
    private static readonly string[] actionMembers = ["adapterId", "type", "url"];
    private static readonly string[] customerTypes = ["person", "organization"];
    private static readonly string[] events =
        ["open", "process", "confirm", "reopen", "cancel", "paymentAction", "capture", "refund"];

    /// <summary>Checks a whole order after a patch.</summary>
    public static string? Check(JsonObject order, NorceSimulatorOptions options)
        => Json.Objects(order["payments"]).Select(payment => Payment(payment, options))
            .Concat(Json.Objects(order["shippings"]).Select(Shipping)).FirstOrDefault(wrong => wrong is not null);

    public static string? Order(JsonObject order)
    {
        if (!Matches(order["culture"], Culture())) return "culture";
        if (!Matches(order["currency"], Currency())) return "currency";
        if (!Matches(order["country"], Country())) return "country";
        if (order["customer"] is JsonObject customer && Json.String(customer["type"]) is null)
            return "customer.type is required";
        return null;
    }

    public static string? Payment(JsonObject payment, NorceSimulatorOptions options)
    {
        var states = options.AcceptsCancelledAndRefunded ? [.. paymentStates, "cancelled", "refunded"] : paymentStates;
        if (Normalize(payment, "state", states, "intent") is { } state) return state;
        if (Normalize(payment, "type", types, "default") is { } type) return type;
        if (!Matches(payment["currency"], Currency())) return "payment.currency";
        if (payment["amount"] is not null && Json.Number(payment["amount"]) is null)
            return "payment.amount is no number";
        if (payment["recurring"] is JsonObject recurring && string.IsNullOrEmpty(Json.String(recurring["token"])))
            return "recurring.token is required";
        return payment["actions"] is null ? null : Actions(payment["actions"]);
    }

    public static string? Actions(JsonNode? actions)
    {
        if (actions is not JsonArray array || array.Any(one => one is not JsonObject))
            return "actions is no array of actions";
        return Json.Objects(array)
            .SelectMany(action => actionMembers.Where(member => string.IsNullOrEmpty(Json.String(action[member]))))
            .Select(member => $"action.{member} is required").FirstOrDefault();
    }

    public static string? Shipping(JsonObject shipping)
    {
        if (Normalize(shipping, "state", shippingStates, "intent") is { } state) return state;
        if (Json.Number(shipping["total"]?["includingVat"]) is null
            || Json.Number(shipping["total"]?["excludingVat"]) is null)
            return "shipping.total is required";
        return Json.Number(shipping["vatRate"]) is null ? "shipping.vatRate is required" : null;
    }

    public static string? Address(JsonObject address)
    {
        if (!Matches(address["country"], Country())) return "address.country";
        foreach (var (name, value) in address)
        {
            if (value is not null && name != "attributes" && Json.String(value) is null)
                return $"address.{name} is no text";
        }

        return address["type"] is null ? null : Normalize(address, "type", customerTypes, "person");
    }

    public static string? Transaction(JsonObject entry)
    {
        if (Normalize(entry, "event", events, null) is { } wrong) return wrong;
        foreach (var member in new[] { "requestJson", "responseJson" })
        {
            if (Json.String(entry[member]) is { Length: > 0 } text && Json.TryParse(text) is null)
                return $"{member} holds no JSON";
        }

        return null;
    }

    public static string? Hook(JsonObject hook, HookRunner runner)
    {
        foreach (var member in new[] { "adapterId", "subscribeTo", "target", "invoke" })
        {
            if (string.IsNullOrEmpty(Json.String(hook[member]))) return $"hook.{member} is required";
        }

        foreach (var member in new[] { "subscribeTo", "target" })
        {
            var pointer = Json.String(hook[member])!;
            if (!JsonPointer.IsPointer(pointer)) return $"hook.{member} is no JSON pointer";
            if (JsonPointer.Parts(pointer).Any(part => JsonPointer.Index(part) is not null))
                return $"hook.{member} points into an array";
        }

        return IsUrl(hook["invoke"]) || runner.IsLocal(Json.String(hook["invoke"])!) ? null
            : "hook.invoke is no absolute URL";
    }

    public static bool IsUrl(JsonNode? url) => Uri.TryCreate(Json.String(url), UriKind.Absolute, out var parsed)
        && parsed.Scheme is "http" or "https";

    // A request may spell an enumeration in any letter case; the published spelling is stored.
    private static string? Normalize(JsonObject holder, string member, string[] values, string? absent)
    {
        var given = Json.String(holder[member]);
        var known = holder[member] is null ? absent
            : Array.Find(values, value => value.Equals(given, StringComparison.OrdinalIgnoreCase));
        if (known is null) return $"{member} '{Json.Text(holder[member])}' is not one of {string.Join(", ", values)}";
        if (given != known) holder[member] = known;
        return null;
    }

    private static bool Matches(JsonNode? value, Regex pattern)
        => value is null || (Json.String(value) is { } text && pattern.IsMatch(text));

    [GeneratedRegex("^[A-Za-z]{2,3}(?:-[A-Za-z]{2,2})*$", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Culture();

    [GeneratedRegex("^[A-Za-z]{3,3}$", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Currency();

    [GeneratedRegex("^[A-Za-z]{2,2}$", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Country();
}
