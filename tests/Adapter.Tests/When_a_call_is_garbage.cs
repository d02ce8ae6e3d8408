using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox;

namespace QliroAdapter.Adapter.Tests;

/// <summary>
/// Every route of the API document is called with input that is almost right and with input that is not right at all,
/// by authorised callers. Wrong input must be answered as the caller's mistake.
/// </summary>
public sealed class When_a_call_is_garbage(Adapter adapter) : IClassFixture<Adapter>
{
    private const int CallsEach = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Should_not_fail_on_any_route(int seed)
    {
        var garbage = new Garbage(seed);
        var bystander = await adapter.Bought();
        var faults = new List<string>();
        foreach (var route in await Routes())
        {
            Target[] targets = [new(adapter, await adapter.Created()), new(adapter, await adapter.Bought())];
            for (var number = 0; number < CallsEach; number++)
            {
                var target = targets[number % 2];
                var (body, id) = (route.Body(target), number % 10 == 9 ? garbage.Id() : target.Order);
                var sent = body is null ? "" : garbage.Of(body);
                using var call = route.Call(target, id, sent);
                using var answer = await adapter.Client.SendAsync(call);
                if ((int)answer.StatusCode >= 500) faults.Add($"{(int)answer.StatusCode} {route.Path} {id} {sent}");
            }
        }
        faults.ShouldBeEmpty($"seed {seed}");
        ((string?)adapter.PaymentOf(bystander)["state"], adapter.Norce.Status(bystander))
            .ShouldBe(("reserved", "completed"));
    }

    public static TheoryData<string, string> Envelopes => new()
    {
        { "Content-Type", "application/json; charset=nonsense" },
        { "Content-Type", "text/plain" },
        { "Content-Type", "multipart/form-data" },
        { "Content-Type", "x" },
        { "x-merchant", "a/b %2F%00 {merchant}" },
        { "x-channel", new string('c', 3000) },
        { "Idempotency-Key", new string('k', 5000) },
        { "Idempotency-Key", " \t" },
        { "traceparent", "00-zz-zz-zz" },
        { "Accept", "image/png" },
        { "merchant", "%00" },
        { "channel", "%F0%9F%98%80%ZZ" },
        { "token", "%00%FF" },
        { "token", "" },
    };

    [Theory]
    [MemberData(nameof(Envelopes))]
    public async Task Should_not_fail_on_what_stands_around_a_body(string name, string value)
    {
        var target = new Target(adapter, await adapter.Created());
        var faults = new List<string>();
        foreach (var route in await Routes())
        {
            using var call = route.Call(target, target.Order, route.Body(target)?.ToJsonString() ?? "");
            if (name == "Content-Type") call.Content?.Headers.Remove(name);
            if (name == "Content-Type") call.Content?.Headers.TryAddWithoutValidation(name, value);
            else if (char.IsUpper(name[0]) || name.Contains('-', StringComparison.Ordinal) || name == "traceparent")
                call.Headers.TryAddWithoutValidation(name, value);
            else call.RequestUri = new($"{call.RequestUri}&{name}={value}", UriKind.Relative);
            using var answer = await adapter.Client.SendAsync(call);
            if ((int)answer.StatusCode >= 500) faults.Add($"{(int)answer.StatusCode} {route.Path}");
        }
        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GET", "/ops?text=%00&state=%FF&parked=maybe&outbox=")]
    [InlineData("GET", "/ops?text=%27%25_%5B")]
    [InlineData("GET", "/ops/payment")]
    [InlineData("GET", "/ops/payment?key=")]
    [InlineData("GET", "/ops/payment?key=a/b/c")]
    [InlineData("GET", "/ops/payment?key=%2F%2F%2F")]
    [InlineData("GET", "/ops/payment?key=a%2Fb%2Fc%2Fd%00")]
    [InlineData("POST", "/ops/login")]
    [InlineData("POST", "/ops/logout")]
    [InlineData("GET", "/docs/v9/openapi.json")]
    [InlineData("GET", "/docs/v1/openapi.xml")]
    [InlineData("GET", "/docs/v1/..%2f..%2fsettings.json")]
    [InlineData("GET", "/openapi/v1/schemas/other.json")]
    [InlineData("GET", "/health/never")]
    [InlineData("PUT", "/api/checkout/v1/orders/o/payments")]
    [InlineData("GET", "/api/checkout/v1/orders/%00/payments/%FF")]
    [InlineData("POST", "/api/checkout/v1/orders/%2F/payments")]
    public async Task Should_not_fail_on_any_page(string method, string path)
    {
        using var call = new HttpRequestMessage(new(method), path);
        var isOps = path.StartsWith("/ops", StringComparison.Ordinal);
        call.Headers.Authorization = new("Bearer", isOps ? SandboxHost.OpsToken : SandboxHost.AccessToken);
        if (method == "POST")
            call.Content = new StringContent("token=%00&token", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await adapter.Client.SendAsync(call);
        ((int)answer.StatusCode).ShouldBeInRange(200, 499);
    }

    private async Task<List<Route>> Routes()
    {
        var document = JsonNode.Parse(await adapter.Client.GetStringAsync("/docs/v1/openapi.json"))!;
        return [.. document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => new Route(
            operation.Key, path.Key, operation.Value!)))];
    }

    /// <summary>A payment and the names by which its callers address it.</summary>
    private sealed class Target(Adapter adapter, string order)
    {
        public string Order { get; } = order;

        public string Payment { get; } = adapter.PaymentIdOf(order);

        public string Query { get; } = new Uri(adapter.CallbackUrl(order)).Query;

        private readonly long qliroOrder = adapter.QliroOrderOf(order);

        /// <summary>The current Norce order, or an example body about this payment.</summary>
        public JsonNode Body(string? schema, JsonNode example)
        {
            var body = schema == "NorceOrder" ? adapter.Norce.Order(Order)
                : schema == "GetOrderResponse" ? adapter.Qliro.Order(qliroOrder)
                : example.DeepClone();
            if (body is JsonObject members && members.ContainsKey("OrderId")) members["OrderId"] = qliroOrder;
            return body;
        }
    }

    private sealed record Route(string Method, string Path, JsonNode Operation)
    {
        private bool IsInQuery => Operation["parameters"]!.AsArray().Any(one => (string)one!["name"]! == "merchant");

        /// <summary>A valid body; null for a route that reads none.</summary>
        public JsonNode? Body(Target target)
        {
            var content = Operation["requestBody"]?["content"]?["application/json"];
            return content?["example"] is { } example
                ? target.Body(((string?)content["schema"]?["$ref"])?.Split('/')[^1], example)
                : null;
        }

        public HttpRequestMessage Call(Target target, string orderId, string body)
        {
            var path = Path.Replace("{order_id}", Uri.EscapeDataString(orderId), StringComparison.Ordinal)
                .Replace("{payment_id}", Uri.EscapeDataString(target.Payment), StringComparison.Ordinal);
            var call = new HttpRequestMessage(new(Method.ToUpperInvariant()), IsInQuery ? path + target.Query : path);
            if (body.Length == 0) return call;
            call.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            call.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            return call;
        }
    }
}
