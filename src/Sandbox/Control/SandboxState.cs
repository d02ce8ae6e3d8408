using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Control;

/// <summary>What the panel shows, as JSON.</summary>
internal static class SandboxState
{
    private const int OrdersMax = 25;
    private const int PushesMax = 25;
    private const int RequestsMax = 60;

    public static JsonObject Of(SandboxHost host) => new()
    {
        ["links"] = new JsonObject
        {
            ["shop"] = host.Shop?.BaseUrl,
            ["ops"] = host.AdapterUrl + "/ops",
            ["api"] = host.AdapterUrl + "/docs/v1/index.html",
            ["try"] = host.TryUrl,
        },
        ["clock"] = host.Clock is { } clock ? new JsonObject
        {
            ["now"] = clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", null),
            ["aheadMinutes"] = (long)clock.Ahead.TotalMinutes,
        } : null,
        ["partners"] = new JsonArray(
            Partner("Norce", host.Norce.Faults, host.Norce.Log), Partner("Qliro", host.Qliro.Faults, host.Qliro.Log)),
        ["pushes"] = Pushes(host.Qliro),
        ["orders"] = Orders(host),
        ["requests"] = new JsonObject
        {
            ["norce"] = Requests(host.Norce.Log),
            ["qliro"] = Requests(host.Qliro.Log),
        },
        ["rush"] = Rush(host),
    };

    /// <summary>The persons that Qliro publishes for its test environment.</summary>
    public static JsonArray Persons() => [.. TestPersons.All.Select(one => (JsonNode)new JsonObject
    {
        ["country"] = one.Country,
        ["kind"] = one.IsCompany ? "company" : "person",
        ["number"] = one.Number,
        ["outcome"] = one.Outcome switch
        {
            PurchaseOutcome.Approve => "approved", PurchaseOutcome.OnHold => "on hold", _ => "denied",
        },
    })];

    /// <summary>One request with its answer; null when there is none. Credentials are left out.</summary>
    public static JsonObject? Request(SandboxHost host, string partner, int number)
    {
        var log = partner switch { "norce" => host.Norce.Log, "qliro" => host.Qliro.Log, _ => null };
        if (log?.All.FirstOrDefault(one => one.Number == number) is not { } request) return null;
        var headers = request.Headers.Where(one => one.Key is not "Authorization" and not "Host")
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value));
        return new JsonObject
        {
            ["line"] = $"{request.Method} {request.Path}{request.Query}",
            ["headers"] = new JsonObject(headers),
            ["body"] = Readable(request.Body),
            ["status"] = request.Status,
            ["fault"] = request.Fault,
            ["answer"] = Readable(request.AnswerBody),
        };
    }

    private static JsonNode Readable(string text) => Json.TryParse(text) ?? JsonValue.Create(text);

    private static JsonObject Partner(string name, Faults faults, RequestLog log) => new()
    {
        ["name"] = name,
        ["outage"] = faults.Outage.ToString(),
        ["faults"] = new JsonArray([.. faults.Armed.Select(fault => (JsonNode?)$"{fault.Kind}, {fault.Left} left")]),
        ["requests"] = log.Count,
    };

    private static JsonObject Pushes(QliroSimulator qliro) => new()
    {
        ["copies"] = qliro.PushSwitches.Copies,
        ["delaySeconds"] = qliro.PushSwitches.Delay.TotalSeconds,
        ["last"] = new JsonArray([.. qliro.Pushes.TakeLast(PushesMax).Reverse().Select(push => (JsonNode)new JsonObject
        {
            ["number"] = push.Number,
            ["kind"] = push.Kind.ToString(),
            ["qliroOrder"] = push.OrderId,
            ["says"] = Json.String(Json.TryParse(push.Body)?["Status"]) ?? "",
            ["attempts"] = push.Attempts.Count,
            ["state"] = push.Received ? "received" : push.GivenUp ? "given up" : "under way",
        })]),
    };

    private static JsonArray Orders(SandboxHost host) =>
        [.. host.Norce.OrderIds.TakeLast(OrdersMax).Reverse().Select(id => (JsonNode)Order(host, id))];

    private static JsonObject Order(SandboxHost host, string id)
    {
        var order = host.Norce.Order(id);
        var payment = host.Norce.LivePayment(id);
        var named = OrderTriggers.QliroOrderOf(host.Norce, id);
        // Whoever writes to Norce can name any.
        var qliroOrder = named is { } one && host.Qliro.OrderIds.Contains(one) ? named : null;
        var totals = qliroOrder is { } known ? host.Qliro.Totals(known) : null;
        return new JsonObject
        {
            ["id"] = id,
            ["status"] = order["state"]?["currentStatus"]?.DeepClone(),
            ["total"] = order["total"]?["includingVat"]?.DeepClone(),
            ["currency"] = order["currency"]?.DeepClone(),
            ["payment"] = payment?["state"]?.DeepClone(),
            ["qliroOrder"] = qliroOrder,
            ["qliroStatus"] = qliroOrder is { } at ? host.Qliro.Status(at) : null,
            ["reserved"] = totals?.Authorized / 100m,
            ["captured"] = totals?.Captured / 100m,
            ["refunded"] = totals?.Refunded / 100m,
        };
    }

    private static JsonArray Requests(RequestLog log) =>
        [.. log.Last(RequestsMax).Where(request => !request.Path.StartsWith("/checkout-ui", StringComparison.Ordinal))
            .Reverse().Select(request => (JsonNode)new JsonObject
            {
                ["number"] = request.Number,
                ["at"] = request.At.ToString("HH:mm:ss.fff", null),
                ["method"] = request.Method,
                ["path"] = request.Path + request.Query,
                ["caller"] = request.Header("x-adapterid") == NorceSimulatorOptions.PlatformAdapterId ? "shop"
                    : "adapter",
                ["status"] = request.Status,
                ["fault"] = request.Fault,
            })];

    private static JsonObject? Rush(SandboxHost host) => host.Rush is not { } rush ? null : new JsonObject
    {
        ["seed"] = rush.Options.Seed,
        ["shoppers"] = rush.Options.Shoppers,
        ["came"] = rush.Came,
        ["gone"] = rush.Gone,
        ["word"] = rush.Verdict.Word,
        ["text"] = rush.Verdict.Text,
        ["findings"] = new JsonArray([.. rush.Verdict.Breaches.Take(20).Select(one => (JsonNode?)one)]),
    };
}
