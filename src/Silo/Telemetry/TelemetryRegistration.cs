using System.Diagnostics.Metrics;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using QliroAdapter.Norce;
using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

internal static class TelemetryRegistration
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Meters are named one by one: the instrumentation packages would add meters that count routes and name look-ups
    // for every call.
    private static readonly string[] meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
        "System.Net.Http", "System.Runtime", "Npgsql", "Microsoft.Orleans", "QliroAdapter.*",
    ];

    /// <summary>
    /// Publishes metrics for <c>/metrics</c>, and metrics and traces to an OTLP collector when the environment names
    /// one. Without a collector nothing listens to activities, and none is created for the database or a partner's
    /// call.
    /// </summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<MetricsOptions>(configuration);
        var exports = configuration[OtlpEndpoint] is { Length: > 0 };
        var hosts = NorceOptions.ReadUnchecked(configuration).HasHostsOfMerchants ? withoutHosts : null;
        var telemetry = services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddMeter(meters).AddView(instrument => Bounded(instrument, hosts))
                .AddPrometheusExporter(PlainLabels);
            if (exports) metrics.AddOtlpExporter();
        });
        if (!exports) return;
        // Its own default also carries callers' baggage on to partners.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        telemetry.WithTracing(traces => traces
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddNpgsql()
            .AddSource("QliroAdapter.*", "Microsoft.Orleans.*")
            .AddProcessor<SpanRedaction>()
            .AddOtlpExporter());
    }

    public static void MapMetricsRoute(this IEndpointRouteBuilder routes)
        => routes
            .MapPrometheusScrapingEndpoint(
                "/metrics", meterProvider: null, branch => branch.UseMiddleware<MetricsGate>(), optionsName: null)
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Get]))
            .ExcludeFromDescription()
            .DisableRateLimiting()
            .DisableHttpMetrics();

    // Where the merchant is part of the host's name, callers make up hosts; a series once begun never ends.
    private static readonly string[] withoutHosts =
    [
        "http.request.method", "http.response.status_code", "error.type", "network.protocol.version", "url.scheme",
        "http.connection.state",
    ];

    // OpenTelemetry allocates the series of every instrument in full: at the default of 2000 each, 200 instruments take
    // 30 MB. Routes times methods times answers stay below 1000, what is counted of calls to partners by host, method
    // and answer below 200, and what else the frameworks count below 60. Further series are counted as one.
    private static MetricStreamConfiguration Bounded(Instrument instrument, string[]? labelsOfCalls) => new()
    {
        TagKeys = instrument.Meter.Name == "System.Net.Http" ? labelsOfCalls : null,
        CardinalityLimit = instrument.Meter.Name switch
        {
            "Microsoft.AspNetCore.Hosting" => 1000,
            "System.Net.Http" => 200,
            var ours when ours.StartsWith("QliroAdapter.", StringComparison.Ordinal) => 1000,
            _ => 60,
        },
    };

    // Leaves out the meter's name as a label on every line and the series about the process, because dashboards and
    // alerts use neither.
    private static void PlainLabels(OpenTelemetry.Exporter.PrometheusAspNetCoreOptions exporter) =>
        (exporter.ScopeInfoEnabled, exporter.TargetInfoEnabled) = (false, false);
}
