using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace QliroAdapter.Silo;

/// <summary>The Prometheus text format, version 0.0.4, as far as this process has metrics for it.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly OrderedDictionary<string, Family> families = new(StringComparer.Ordinal);

    /// <summary>
    /// Adds a metric. Two of one name, as of two hosts in one process, become one: their figures are added.
    /// </summary>
    public void Write(Metric metric)
    {
        var name = Name(metric);
        var help = metric.Description.ReplaceLineEndings(" ");
        families.TryAdd(name, new(Type(metric.MetricType), help, new(StringComparer.Ordinal)));
        var series = families[name].Series;
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (metric.MetricType == MetricType.Histogram)
                Histogram(series, name, in point);
            else
                Add(series, name, Labels(point.Tags), Value(metric.MetricType, in point));
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, family) in families)
        {
            if (family.Help.Length > 0)
                text.Append("# HELP ").Append(name).Append(' ').Append(family.Help).Append('\n');
            text.Append("# TYPE ").Append(name).Append(' ').Append(family.Type).Append('\n');
            foreach (var (series, value) in family.Series)
                text.Append(series).Append(' ').Append(Number(value)).Append('\n');
        }
        return text.ToString();
    }

    private static void Histogram(OrderedDictionary<string, double> series, string name, ref readonly MetricPoint point)
    {
        var labels = Labels(point.Tags);
        var upTo = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            upTo += bucket.BucketCount;
            var bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : Number(bucket.ExplicitBound);
            Add(series, name + "_bucket", Joined(labels, $"le=\"{bound}\""), upTo);
        }
        Add(series, name + "_sum", labels, point.GetHistogramSum());
        Add(series, name + "_count", labels, point.GetHistogramCount());
    }

    private static void Add(OrderedDictionary<string, double> series, string name, string labels, double value)
    {
        var key = labels.Length > 0 ? $"{name}{{{labels}}}" : name;
        series[key] = series.GetValueOrDefault(key) + value;
    }

    private static string Type(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.Histogram => "histogram",
        _ => "gauge",
    };

    private static double Value(MetricType type, ref readonly MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    // http.server.request.duration in seconds is http_server_request_duration_seconds; a counter ends in _total.
    private static string Name(Metric metric)
    {
        var unit = metric.Unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            _ => "",
        };
        var name = Clean(metric.Name);
        if (!name.EndsWith(unit, StringComparison.Ordinal))
            name += unit;
        return metric.MetricType is MetricType.LongSum or MetricType.DoubleSum ? name + "_total" : name;
    }

    private static string Labels(ReadOnlyTagCollection tags)
    {
        var labels = "";
        foreach (var (key, value) in tags)
            labels = Joined(labels, $"{Clean(key)}=\"{Escaped(value)}\"");
        return labels;
    }

    private static string Joined(string labels, string label) => labels.Length == 0 ? label : $"{labels},{label}";

    private static string Clean(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));

    private static string Escaped(object? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture)!
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record Family(string Type, string Help, OrderedDictionary<string, double> Series);
}
