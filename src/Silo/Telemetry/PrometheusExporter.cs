using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace QliroAdapter.Silo;

/// <summary>
/// Writes the process's metrics as Prometheus text when asked; nothing is collected in between. One scrape at a time.
/// </summary>
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter, IDisposable
{
    private static readonly TimeSpan collectionTimeout = TimeSpan.FromSeconds(5);

    private readonly Lock scrape = new();
    private string text = "";

    /// <summary>Set by the metric reader this exporter is put into.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>Collects now.</summary>
    public string Scrape()
    {
        lock (scrape)
        {
            return Collect?.Invoke((int)collectionTimeout.TotalMilliseconds) == true
                ? text
                : throw new InvalidOperationException("The metrics could not be collected within 5 s.");
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var writer = new PrometheusText();
        foreach (var metric in batch)
            writer.Write(metric);
        text = writer.ToString();
        return ExportResult.Success;
    }
}
