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
        services.AddHostedService<MetricsStart>();
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
    private static MetricStreamConfiguration Bounded(Instrument instrument, string[]? labelsOfCalls)
    {
        var isOurs = instrument.Meter.Name.StartsWith("QliroAdapter.", StringComparison.Ordinal);
        var stream = isOurs && instrument is Histogram<double> { Unit: "s" }
            ? new ExplicitBucketHistogramConfiguration { Boundaries = seconds }
            : new MetricStreamConfiguration();
        stream.TagKeys = instrument.Meter.Name == "System.Net.Http" ? labelsOfCalls : null;
        stream.CardinalityLimit = instrument.Meter.Name switch
        {
            "Microsoft.AspNetCore.Hosting" => 1000,
            "System.Net.Http" => 200,
            _ => isOurs ? 1000 : 60,
        };
        return stream;
    }

    // The default has nothing between 0 and 5 s, where nearly all turns and commits are.
    private static readonly double[] seconds =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    // Leaves out the meter's name as a label on every line and the series about the process, because dashboards and
    // alerts use neither.
    private static void PlainLabels(OpenTelemetry.Exporter.PrometheusAspNetCoreOptions exporter) =>
        (exporter.ScopeInfoEnabled, exporter.TargetInfoEnabled) = (false, false);
}
