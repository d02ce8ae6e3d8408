using System.Text.Json;
using System.Text.Json.Serialization;
using QliroAdapter.Ops;

namespace QliroAdapter.Silo;

internal static class HealthRoutes
{
    /// <summary>
    /// Maps the health routes. A supervisor that restarts the process asks <c>live</c>; a load balancer asks
    /// <c>ready</c>.
    /// </summary>
    public static void MapHealthRoutes(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").ExcludeFromDescription().DisableRateLimiting().DisableHttpMetrics();
        health.MapGet("/live", Live);
        health.MapGet("/ready", Ready);
    }

    private static IResult Live(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new Health("live", []), JsonSerializerOptions.Web);
    }

    private static async Task<IResult> Ready(
        HttpResponse response, StoreReadiness store, ISiloStatistics engine, IPartnerHealth partners,
        IHostApplicationLifetime lifetime)
    {
        response.Headers.CacheControl = "no-store";
        var failed = new List<string>();
        if (lifetime.ApplicationStopping.IsCancellationRequested) failed.Add("stopping");
        if (!engine.IsReady) failed.Add("engine");
        if (!await store.CanWrite()) failed.Add("store");
        return failed.Count == 0
            ? TypedResults.Json(
                new Health("ready", failed) { Unavailable = Unavailable(partners) }, JsonSerializerOptions.Web)
            : TypedResults.Json(
                new Health("not-ready", failed), JsonSerializerOptions.Web,
                statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    // Every node finds the partner unavailable, and callbacks are stored all the same, so this is no reason to send no
    // calls to this node.
    private static IReadOnlyList<string>? Unavailable(IPartnerHealth partners)
    {
        var unavailable = partners.Hosts.Where(one => one.OpenSince is not null)
            .Select(one => one.Partner).Distinct(StringComparer.Ordinal).ToList();
        return unavailable.Count == 0 ? null : unavailable;
    }
}

/// <summary>What a health route answers.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c> or <c>not-ready</c>.</param>
/// <param name="Failed">What is not ready: <c>engine</c>, <c>store</c>, <c>stopping</c>.</param>
internal sealed record Health(string Status, IReadOnlyList<string> Failed)
{
    /// <summary>
    /// Partners that do not answer. They do not make the node unready. Absent when all answer. Answered as <c>away</c>.
    /// </summary>
    [JsonPropertyName("away")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Unavailable { get; init; }
}
