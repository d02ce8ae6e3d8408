using System.Text.Json.Nodes;

namespace QliroAdapter.Adapter.Tests.Fuzz;

/// <summary>A route of the adapter, and what is known of its calls.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Schema">The name of the body's schema, if it has one.</param>
/// <param name="Example">A valid body, if it reads one.</param>
internal sealed record FuzzRoute(string Method, string Path, string? Schema = null, JsonNode? Example = null)
{
    // Beside those of the API document. What is posted to the login and to the pages' forms is a form.
    private static readonly FuzzRoute[] others =
    [
        new("GET", "/"), new("GET", "/docs/v1/index.html"), new("GET", "/docs/v1/openapi.json"),
        new("GET", "/docs/v1/openapi.yaml"), new("GET", "/openapi/v1/schemas/qliro_checkout_adapter.json"),
        new("GET", "/health/live"), new("GET", "/health/ready"), new("GET", "/metrics"), new("GET", "/ops"),
        new("GET", "/ops/payment"), new("GET", "/ops/payment/compare"), new("GET", "/ops/payment/retry"),
        new("GET", "/ops/payment/export"), new("GET", "/ops/callers"), new("GET", "/ops/ops.css"),
        new("POST", "/ops/payment/refresh"), new("POST", "/ops/payment/retry"), new("POST", "/ops/payment/resume"),
        new("POST", "/ops/logout"), new("GET", "/ops/grains/"), new("GET", "/ops/grains/DashboardCounters"),
    ];

    public bool IsOps => Path.StartsWith("/ops", StringComparison.Ordinal);

    public bool IsOfApi => Path.StartsWith("/api", StringComparison.Ordinal);

    public static async Task<FuzzRoute[]> All(HttpClient client)
    {
        var document = JsonNode.Parse(await client.GetStringAsync(new Uri("/docs/v1/openapi.json", UriKind.Relative)))!;
        return
        [
            .. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => Of(
                operation.Key.ToUpperInvariant(), path.Key, operation.Value!))),
            .. others,
        ];
    }

    private static FuzzRoute Of(string method, string path, JsonNode operation)
    {
        var content = operation["requestBody"]?["content"]?["application/json"];
        return new(method, path, ((string?)content?["schema"]?["$ref"])?.Split('/')[^1], content?["example"]);
    }
}
