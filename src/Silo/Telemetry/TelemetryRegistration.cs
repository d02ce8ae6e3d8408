using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace QliroAdapter.Silo;

internal static class TelemetryRegistration
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
        "System.Net.Http", "System.Runtime", "Npgsql", "QliroAdapter.*",
    ];

    private static readonly string[] sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "QliroAdapter.*"];

    /// <summary>
    /// Metrics for <c>/metrics</c>; metrics and traces to an OTLP collector, too, when the environment names one.
    /// </summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var exports = configuration[OtlpEndpoint] is { Length: > 0 };
        services.AddSingleton<PrometheusExporter>();
        services.AddSingleton(provider => Meters(
            provider.GetRequiredService<PrometheusExporter>(), provider.GetServices<EngineTelemetry>(), exports));
        if (exports)
            services.AddSingleton(provider => Traces(provider.GetServices<EngineTelemetry>()));
        services.AddHostedService<TelemetryStart>();
    }

    public static void MapMetricsRoute(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", (PrometheusExporter exporter) =>
                TypedResults.Text(exporter.Scrape(), PrometheusText.ContentType))
            .ExcludeFromDescription()
            .DisableRateLimiting()
            .DisableHttpMetrics();

    private static MeterProvider Meters(
        PrometheusExporter exporter, IEnumerable<EngineTelemetry> engines, bool exports)
    {
        var builder = Sdk.CreateMeterProviderBuilder()
            .AddMeter([.. meters, .. engines.SelectMany(engine => engine.Meters)])
            .AddReader(new BaseExportingMetricReader(exporter));
        if (exports)
            builder.AddOtlpExporter();
        return builder.Build();
    }

    private static TracerProvider Traces(IEnumerable<EngineTelemetry> engines) =>
        Sdk.CreateTracerProviderBuilder()
            .AddSource([.. sources, .. engines.SelectMany(engine => engine.Sources)])
            .AddOtlpExporter()
            .Build();

    // Nobody asks the container for the providers, and they listen from the moment they are made.
    private sealed class TelemetryStart(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<MeterProvider>();
            services.GetService<TracerProvider>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>
/// What the engine behind the routes measures and traces under names of its own; a host registers it.
/// </summary>
/// <param name="Meters">Names of its meters.</param>
/// <param name="Sources">Names of its activity sources.</param>
public sealed record EngineTelemetry(IReadOnlyList<string> Meters, IReadOnlyList<string> Sources);
