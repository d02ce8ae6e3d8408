using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>The Order API v0: checks the caller, finds the order and runs the operation.</summary>
internal sealed class OrderApi
{
    private readonly NorceTokens tokens;
    private readonly OrderStore store;
    private readonly Dictionary<string, Func<NorceCall,
        Task<WireAnswer>>> operations = new(StringComparer.OrdinalIgnoreCase);

    public OrderApi(NorceTokens tokens, OrderStore store, OrderChanges changes, HookRunner hooks, Outbound outbound,
        NorceSimulatorOptions options)
    {
        this.tokens = tokens;
        this.store = store;
        operations["DELETE "] = call => Task.FromResult(Delete(call));
        operations["GET "] = call => Task.FromResult(WireAnswer.OfJson(200, call.Order.Text));
        new OrderOperations(changes).AddTo(operations);
        new CallbackOperations(changes, hooks, outbound, options).AddTo(operations);
        new PaymentOperations(changes, store, outbound, options).AddTo(operations);
        new ShippingOperations(changes, store).AddTo(operations);
    }

    /// <summary>Answers a request whose path continues after <c>/api/v0/checkout/orders</c>.</summary>
    public async Task<WireAnswer> Answer(WireRequest request, string[] rest)
    {
        if (!tokens.Accepts(request)) return NorceErrors.Unauthorized;
        var merchant = request.Header("x-merchant");
        var channel = request.Header("x-channel");
        if (merchant.Length == 0 || channel.Length == 0)
            return NorceErrors.BadRequest("x-merchant and x-channel are needed.");
        var body = request.Json();
        if (request.Method is "POST" or "PUT" && request.Body.Length > 0 && body is null)
            return NorceErrors.BadRequest("The body is no JSON.");
        if (rest.Length == 0) return request.Method switch
        {
            "POST" => Create(request, merchant, channel),
            "GET" => List(request, merchant, channel),
            _ => WireAnswer.Empty(405),
        };

        var order = store.Find(rest[0]);
        if (order is null || !Same(order.Merchant, merchant) || !Same(order.Channel, channel))
            return NorceErrors.OrderNotFound(rest[0]);
        var call = new NorceCall(request, order, rest[1..], body);
        return operations.TryGetValue(call.Route, out var operation) ? await operation(call)
            : WireAnswer.Empty(operations.Keys.Any(key =>
                key.EndsWith(call.Route[(request.Method.Length)..], StringComparison.Ordinal)) ? 405 : 404);
    }

    /// <summary>Norce takes names in any letter case.</summary>
    private static bool Same(string known, string asked) => known.Equals(asked, StringComparison.OrdinalIgnoreCase);

    private WireAnswer Create(WireRequest request, string merchant, string channel)
    {
        if (request.Json() is not JsonObject document) return NorceErrors.BadRequest("An order is needed.");
        foreach (var readOnly in new[] { "id", "created", "lastModified", "payments", "shippings", "state" })
            document.Remove(readOnly);
        if (Resource.Order(document) is { } wrong) return NorceErrors.BadRequest(wrong);
        var order = store.Add(document, merchant, channel, keepId: false);
        return WireAnswer.Of(201, new JsonObject { ["id"] = order.Id })
            .With("Location", $"/api/v0/checkout/orders/{order.Id}");
    }

    private WireAnswer List(WireRequest request, string merchant, string channel)
    {
        var found = store.All.Where(order => order.Merchant == merchant && order.Channel == channel)
            .Select(order => order.Read())
            .Where(order => Filter(request, "reference", Json.String(order["reference"]))
                && Filter(request, "cart_reference", Json.String(order["cart"]?["reference"]))
                && Filter(request, "status", Json.String(order["state"]?["currentStatus"]))
                && (request.Parameter("payment_id") is not { } id || Json.Objects(order["payments"])
                    .Any(one => Json.String(one["id"]) == id)))
            .ToList();
        var offset = Whole(request.Parameter("offset")) ?? 0;
        var limit = Whole(request.Parameter("limit")) ?? 50;
        var page = found.Skip(offset).Take(limit).ToArray<JsonNode?>();
        return WireAnswer.Of(200, new JsonObject
        {
            ["data"] = new JsonArray(page),
            ["pagination"] = new JsonObject
            {
                ["offset"] = offset, ["limit"] = limit, ["size"] = page.Length, ["totalSize"] = found.Count,
                ["valueSum"] = page.Sum(order => Json.Number(order!["total"]?["includingVat"]) ?? 0m),
            },
        });
    }

    private WireAnswer Delete(NorceCall call)
    {
        store.Delete(call.Order.Id);
        return WireAnswer.Empty(204);
    }

    private static bool Filter(WireRequest request, string name, string? value) =>
        request.Parameter(name) is not { } wanted || string.Equals(wanted, value, StringComparison.OrdinalIgnoreCase);

    private static int? Whole(string? text) => int.TryParse(text, out var number) ? number : null;
}
