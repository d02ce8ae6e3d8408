using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace QliroAdapter.Adapter.Tests.Alerts;

/// <summary>
/// The alert rules that ship with the adapter, run by Prometheus' own promtool over what an adapter exported. No time
/// passes: what was scraped before counts as half an hour of samples, and what was scraped after as the time after it.
/// Where the trouble goes on, each minute after it brings as much again.
/// </summary>
internal static partial class AlertRules
{
    private const int MinutesBefore = 30;

    public static string File { get; } = Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../deploy/observability/alerts.yaml"));

    /// <summary>The names of all alerts.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. AlertLine().Matches(System.IO.File.ReadAllText(File)).Select(match => match.Groups["name"].Value)];

    /// <summary>The alerts that fire at some time after the change; none may fire before it.</summary>
    /// <param name="before">While all was well.</param>
    /// <param name="after">With the trouble.</param>
    /// <param name="goesOn">True when counters grow each minute by as much as they did between the two.</param>
    /// <param name="other">Another node, which is scraped beside the first one from the change on.</param>
    /// <param name="minutes">How long the trouble is looked at.</param>
    public static async Task<IReadOnlyList<string>> Fired(
        Scrape before, Scrape after, bool goesOn = false, Scrape? other = null, int minutes = 60)
    {
        var folder = Directory.CreateTempSubdirectory("alerts-");
        try
        {
            var file = Path.Combine(folder.FullName, "samples.yaml");
            await System.IO.File.WriteAllTextAsync(file, Samples(before, after, goesOn, other, minutes));
            var (status, output) = await Promtool("test", "rules", file);
            output.ShouldNotContain("parse", Case.Insensitive);
            output.ShouldNotContain(Quiet.Replace("\"", "\\\"", StringComparison.Ordinal), Case.Sensitive,
                "fires without the trouble");
            var fired = Expected().Matches(output).Select(match => match.Groups["name"].Value).Distinct().ToList();
            (status == 0).ShouldBe(fired.Count == 0, output);
            return fired;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private const string Quiet = """ALERTS{alertstate="firing"}""";

    /// <summary>JSON, which is YAML as well. Every alert is expected to be quiet: promtool names those that are not.</summary>
    private static string Samples(
        Scrape before, Scrape after, bool goesOn, Scrape? other, int minutes) => JsonSerializer.Serialize(new
        {
            rule_files = new[] { File },
            evaluation_interval = "1m",
            tests = new[]
        {
            new
            {
                interval = "1m",
                input_series = Watched(before, after, goesOn, minutes).Append(Up(before, after, minutes))
                    .Concat(other is null ? [] : OfOther(other, minutes)),
                promql_expr_test = Names.Select(name => new
                {
                    expr = $"max_over_time({Quiet[..^1]},alertname=\"{name}\"}}[{minutes}m])",
                    eval_time = $"{MinutesBefore + minutes - 1}m",
                    exp_samples = Array.Empty<object>(),
                }).Append(new
                {
                    expr = Quiet, eval_time = $"{MinutesBefore - 1}m", exp_samples = Array.Empty<object>(),
                }),
            },
        },
        });

    /// <summary>The series that rules look at; what has never been counted has no sample before.</summary>
    private static IEnumerable<object> Watched(Scrape before, Scrape after, bool goesOn, int minutes)
    {
        var rules = System.IO.File.ReadAllText(File);
        return before.Series.Keys.Union(after.Series.Keys, StringComparer.Ordinal)
            .Where(series => rules.Contains(Scrape.NameOf(series), StringComparison.Ordinal))
            .Select(series => Of(
                series, Value(before, series), Value(after, series), minutes, goesOn && IsCounter(series)));

        // Adapters of earlier tests in this process may have ended in an outage, and the process counts its outages.
        double? Value(Scrape scrape, string series) => !scrape.Series.TryGetValue(series, out var value) ? null
            : Scrape.NameOf(series) == "partner_circuits_open" ? value - before.Series.GetValueOrDefault(series)
            : value;
    }

    private static object Up(Scrape before, Scrape after, int minutes)
        => Of("up", before == Scrape.Unanswered ? 0 : 1, after == Scrape.Unanswered ? 0 : 1, minutes, isGrowing: false);

    private static IEnumerable<object> OfOther(Scrape other, int minutes)
    {
        var rules = System.IO.File.ReadAllText(File);
        return other.Series.Where(one => rules.Contains(Scrape.NameOf(one.Key), StringComparison.Ordinal))
            .Select(one => Of(one.Key, null, one.Value, minutes, isGrowing: false, "other:8080"));
    }

    private static object Of(
        string series, double? before, double? after, int minutes, bool isGrowing, string instance = "adapter:8080")
    {
        var labels = $"""instance="{instance}",job="qliro-adapter" """.Trim();
        return new
        {
            series = series.Contains('{', StringComparison.Ordinal)
                ? $"{series[..^1]},{labels}}}" : $"{series}{{{labels}}}",
            values = $"{Times(before, 0, MinutesBefore)} "
                + Times(after, isGrowing ? after - (before ?? 0) ?? 0 : 0, minutes),
        };
    }

    private static string Times(double? value, double growth, int minutes) => value is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"{number}+{growth}x{minutes - 1}")
        : $"_x{minutes}";

    private static bool IsCounter(string series)
    {
        var name = Scrape.NameOf(series);
        return ((string[])["_total", "_count", "_sum", "_bucket"])
            .Any(end => name.EndsWith(end, StringComparison.Ordinal));
    }

    private static async Task<(int Status, string Output)> Promtool(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("promtool", arguments)
            {
                RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("This test needs promtool: run eng/need.sh promtool.", missing);
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^ +- alert: (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AlertLine();

    [GeneratedRegex(@"expr: .*alertname=\\""(?<name>\w+)\\""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Expected();
}
