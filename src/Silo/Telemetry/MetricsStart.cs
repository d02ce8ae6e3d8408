using System.Diagnostics.Metrics;
using System.Reflection;
using OpenTelemetry.Metrics;
using QliroAdapter.Ops;

namespace QliroAdapter.Silo;

/// <summary>
/// Begins what alert rules watch, once somebody listens: the series that start at 0, and the one that says what runs
/// here (meter <c>QliroAdapter.Build</c>).
/// </summary>
internal sealed class MetricsStart : IHostedService
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "QliroAdapter.Build";

    private static readonly KeyValuePair<string, object?>[] labels =
    [
        new("version", typeof(MetricsStart).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown"),
        new("runtime", Environment.Version.ToString()),
    ];

    private readonly IServiceProvider services;

    public MetricsStart(IMeterFactory factory, IServiceProvider services)
    {
        this.services = services;
        factory.Create(MeterName).CreateObservableGauge("adapter.build.info", () => new Measurement<int>(1, labels),
            null, "1, with the program's version and the runtime's as labels.");
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Nothing is counted before the provider listens.
        services.GetRequiredService<MeterProvider>();
        AdapterMetrics.Begin();
        services.GetService<SiloMetrics>()?.Begin();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
