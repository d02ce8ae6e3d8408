using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Adapter.Tests.Alerts;
using QliroAdapter.Ops;
using QliroAdapter.Silo;

namespace QliroAdapter.Adapter.Tests.Telemetry;

/// <summary>The tables of docs/metrics.md and what an adapter exports say the same: names, kinds, units and labels.</summary>
[Collection<WholeProcess>]
public sealed partial class When_metrics_are_documented
{
    private static readonly string table = Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(AlertRules.File)!, "../../docs/metrics.md"));

    [Fact]
    public async Task Should_be_the_ones_that_are_exported_and_no_others()
    {
        await using var adapter = await Watched.Start();
        var units = Units();
        await Use(adapter);

        var exported = await Exported(adapter);

        var (ours, frameworks) = Documented();
        var exportedOfOurs = exported.Where(metric => units.ContainsKey(metric.Name))
            .Select(metric => metric with { Unit = units[metric.Name] }).ToList();
        exportedOfOurs.Select(metric => metric.ToString()).Order(StringComparer.Ordinal)
            .ShouldBe(ours.Select(metric => metric.ToString()).Order(StringComparer.Ordinal));
        foreach (var metric in frameworks)
        {
            var found = exported.SingleOrDefault(one => one.Name == metric.Name).ShouldNotBeNull(metric.Name);
            found.Kind.ShouldBe(metric.Kind);
            found.LabelNames.Except(metric.LabelNames).ShouldBeEmpty(metric.Name);
        }
    }

    /// <summary>Everything is counted once, and a payment needs a person.</summary>
    private static async Task Use(Watched adapter)
    {
        var order = await adapter.Bought();
        adapter.Sandbox.Norce.Overwrite(order, document => document["payments"]![0]!["state"] = "removed");
        await adapter.Compare(order, (string)adapter.Sandbox.Norce.Order(order)["payments"]![0]!["id"]!);
        foreach (var method in typeof(AdapterMetrics).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType == typeof(void) && !method.IsSpecialName))
            method.Invoke(null, [.. method.GetParameters().Select(Any)]);
        var silo = adapter.Sandbox.Adapter.Services.GetRequiredService<SiloMetrics>();
        silo.TurnStarted();
        silo.TurnEnded(TimeSpan.FromSeconds(1), threw: true);
        silo.HookTimedOut();
        silo.DueWorkSent(TimeSpan.FromSeconds(1));
        await adapter.Until(scrape => scrape.Sum("backlog_at_risk") > 0);
    }

    private static object Any(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => "test",
        var type when type == typeof(bool) => true,
        var type when type == typeof(int) => 1,
        var type when type == typeof(TimeSpan) => TimeSpan.FromSeconds(1),
        var type => throw new InvalidOperationException($"A metric takes {type}."),
    };

    /// <summary>The unit of every instrument of the adapter's own, by the name that Prometheus knows it by.</summary>
    private static Dictionary<string, string> Units()
    {
        var units = new Dictionary<string, string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (!instrument.Meter.Name.StartsWith("QliroAdapter.", StringComparison.Ordinal)
                    || instrument.Meter.Name == "QliroAdapter.Test")
                    return;
                var name = instrument.Name.Replace('.', '_');
                if (instrument.Unit == "s") name += "_seconds";
                if (instrument is Counter<long>) name += "_total";
                units[name] = instrument.Unit ?? "";
            },
        };
        listener.Start();
        return units;
    }

    private static async Task<List<Metric>> Exported(Watched adapter)
    {
        var text = await adapter.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var labels = Scrape.Read(text).Series.Keys.ToLookup(
            series => Scrape.NameOf(series), series => Label().Matches(series).Select(match => match.Groups["name"].Value));
        return
        [
            .. Kind().Matches(text).Select(match =>
            {
                var (name, kind) = (match.Groups["name"].Value, match.Groups["kind"].Value);
                return new Metric(name, kind, "", [.. labels[kind == "histogram" ? name + "_count" : name]
                    .SelectMany(names => names).Distinct(StringComparer.Ordinal)]);
            }),
        ];
    }

    private static (List<Metric> Ours, List<Metric> Frameworks) Documented()
    {
        var parts = File.ReadAllText(table).Split("## Of the frameworks");
        return (Rows(parts[0]), Rows(parts[1]));
    }

    private static List<Metric> Rows(string part) =>
    [
        .. part.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray())
            .Select(cells => new Metric(cells[1].Trim('`'), cells[2], cells[3].Trim('`'),
                [.. cells[4].Split(',').Select(label => label.Trim(' ', '`')).Where(label => label.Length > 0)])),
    ];

    private sealed record Metric(string Name, string Kind, string Unit, IReadOnlyList<string> LabelNames)
    {
        public override string ToString()
            => $"{Name} {Kind} {Unit} {string.Join(' ', LabelNames.Order(StringComparer.Ordinal))}";
    }

    [GeneratedRegex(@"^# TYPE (?<name>\S+) (?<kind>\S+)$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Kind();

    [GeneratedRegex("(?<name>[a-zA-Z_][a-zA-Z0-9_]*)=\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Label();
}
