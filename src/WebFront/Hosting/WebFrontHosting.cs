using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QliroAdapter.Checkout;
using QliroAdapter.ClientEvents;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Settings;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>
/// Composes the web front. <see cref="SiloHosting"/> supplies <see cref="IPaymentGrains"/>,
/// <see cref="IPaymentRecords"/>, <see cref="ISiloStatistics"/> and <see cref="IPartnerHealth"/>.
/// </summary>
public static class WebFrontHosting
{
    /// <summary>
    /// Sets where the process listens, how it logs, what and how slowly it accepts, and how long it takes to stop.
    /// </summary>
    public static void UseWebFrontDefaults(this WebApplicationBuilder builder)
    {
        builder.UseProcessDefaults();
        builder.WebHost.ConfigureKestrel(kestrel => Limit(kestrel.Limits));
    }

    // Callers are servers, or browsers behind one. Who sends slower than this holds a connection and memory on purpose;
    // bodies up to 20 KiB may take the grace period however slow the line is.
    private static void Limit(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = JsonBody.BytesMax;
        limits.MinRequestBodyDataRate = new(bytesPerSecond: 4096, gracePeriod: TimeSpan.FromSeconds(5));
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    }

    /// <summary>
    /// Registers what the routes need, except for the grains, the payments' records and the engine's statistics.
    /// </summary>
    public static IServiceCollection AddWebFront(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => MessageIdsBy(provider.GetRequiredService<TimeProvider>()));
        services.AddSettings<AccessTokenOptions>(configuration);
        services.AddSingleton<CallerTokens>();
        services.AddSingleton<CallProof>();
        services.TryAddSingleton<TrafficRecorder>();
        services.AddSingleton<RefusedCalls>();
        services.AddSingleton<RefusedCallers>();
        services.AddTransient<ValidateEndpoint>();
        services.AddSingleton<EqualPushes>();
        services.AddTransient<ShippingEndpoints>();
        services.AddSettings<RateLimitOptions>(configuration);
        services.AddSingleton<CallLimits>();
        services.AddSettings<ProxyOptions>(configuration);
        services.AddRateLimit(configuration);
        services.AddRequestTimeouts();
        services.ConfigureHttpJsonOptions(json => WebJson.Configured(json.SerializerOptions));
        services.AddOps(configuration);
        services.AddTelemetry(configuration);
        services.AddApiDocs();
        return services;
    }

    // In the order of time, so that whoever reads stored payments sees which came first.
    private static MessageIds MessageIdsBy(TimeProvider time) => new(() => Guid.CreateVersion7(time.GetUtcNow()));

    /// <summary>What every request passes, outermost first.</summary>
    public static void UseWebFront(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseMiddleware<TraceIds>();
        app.UseMiddleware<TrafficMeter>();
        app.UseMiddleware<Faults>();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        app.UseMiddleware<CallerCheck>();
    }

    /// <summary>Maps every route, grouped by caller.</summary>
    public static void MapWebFront(this IEndpointRouteBuilder routes)
    {
        routes.MapCheckoutRoutes();
        routes.MapQliroCallbackRoutes();
        routes.MapClientEventRoutes();
        routes.MapNorceCallbackRoutes();
        routes.MapOrderManagementRoutes();
        routes.MapHealthRoutes();
        routes.MapMetricsRoute();
        routes.MapOpsRoutes();
        routes.MapRefusedCallersPage();
        routes.MapApiDocsRoutes();
    }
}
