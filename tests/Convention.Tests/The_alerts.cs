using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace QliroAdapter.Convention.Tests;

/// <summary>
/// The rules and the dashboard of deploy/observability: Prometheus reads them, each rule has tests and a page, and they
/// use documented metrics and labels only.
/// </summary>
public sealed partial class The_alerts
{
    private const string Rules = "deploy/observability/alerts.yaml";
    private const string Tests = "deploy/observability/alerts.test.yaml";
    private const string Dashboard = "deploy/observability/dashboard.json";
    private const string Pages = "docs/runbooks/";
    private const string Served = "/ops/runbooks/";

    /// <summary>What Prometheus adds itself.</summary>
    private static readonly string[] scraped = ["up", "job", "instance", "le"];

    public static TheoryData<string> Names => [.. Alerts().Select(alert => Text(alert, "alert"))];

    [Fact]
    public Task Should_be_rules_that_prometheus_reads() => Promtool("check", "rules", Rules);

    [Fact]
    public Task Should_fire_and_stay_quiet_as_their_tests_say() => Promtool("test", "rules", Tests);

    [Theory, MemberData(nameof(Names))]
    public void Should_have_a_test_that_fires_and_one_that_stays_quiet(string name)
    {
        var tests = Repository.Lines(Tests);
        tests.ShouldContain($"  - name: {name} fires");
        tests.ShouldContain($"  - name: {name} stays quiet");
    }

    [Theory, MemberData(nameof(Names))]
    public void Should_have_a_page_that_says_what_to_do(string name)
    {
        var url = Text(Annotations(name), "runbook_url");
        url.ShouldStartWith(Served);
        var page = Repository.Text($"{Pages}{url[Served.Length..]}.md");
        page.ShouldStartWith($"# {name}\n");
        foreach (var part in (string[])["What it means", "What to look at", "What to press"])
            page.ShouldContain($"\n## {part}\n");
    }

    [Fact]
    public void Should_be_all_that_have_a_page() => Repository.Files(".md")
        .Where(file => file.StartsWith(Pages, StringComparison.Ordinal))
        .Select(file => Served + Path.GetFileNameWithoutExtension(file)).ShouldBe(
            Names.Select(name => Text(Annotations(name.Data), "runbook_url")), ignoreOrder: true);

    [Theory, MemberData(nameof(Names))]
    public void Should_say_how_urgent_it_is(string name)
    {
        var alert = Alert(name);
        ((string[])["page", "ticket"]).ShouldContain(Text((YamlMappingNode)alert["labels"], "severity"));
        Text(Annotations(name), "summary").ShouldNotBeEmpty();
        Text(Annotations(name), "description").ShouldNotBeEmpty();
    }

    [Fact]
    public void Should_use_documented_metrics_only()
        => Alerts().SelectMany(alert => Undocumented(Text(alert, "expr"))).ShouldBeEmpty();

    [Fact]
    public void Should_show_documented_metrics_only_on_the_dashboard()
    {
        var expressions = Expressions(JsonNode.Parse(Repository.Text(Dashboard))!).ToList();
        expressions.Count.ShouldBeGreaterThan(30);
        expressions.SelectMany(Undocumented).ShouldBeEmpty();
    }

    [Fact]
    public void Should_show_every_panel_with_its_own_number_and_a_description()
    {
        var panels = JsonNode.Parse(Repository.Text(Dashboard))!["panels"]!.AsArray();
        panels.Select(panel => (int)panel!["id"]!).ShouldBeUnique();
        panels.Where(panel => (string?)panel!["type"] != "row" && string.IsNullOrEmpty((string?)panel["description"]))
            .ShouldBeEmpty();
    }

    /// <summary>Names of metrics and labels that stand in an expression and in no table of docs/metrics.md.</summary>
    private static IEnumerable<string> Undocumented(string expression)
    {
        var tables = Metrics().ToList();
        var labels = tables.SelectMany(metric => metric.Labels).Concat(scraped).ToHashSet(StringComparer.Ordinal);
        var names = tables.Select(metric => metric.Name).Concat(scraped).ToHashSet(StringComparer.Ordinal);
        var bare = Quoted().Replace(expression, "''");
        var used = Selector().Matches(bare).Concat(Grouping().Matches(bare))
            .SelectMany(match => Word().Matches(match.Groups["labels"].Value)).Select(match => match.Value);
        var metrics = Word().Matches(Grouping().Replace(Selector().Replace(bare, " "), " "))
            .Select(match => match.Value).Where(word => !functions.Contains(word, StringComparer.Ordinal))
            .Select(word => names.Contains(word) ? word : PartOfHistogram().Replace(word, ""));
        return [.. metrics.Where(metric => !names.Contains(metric)), .. used.Where(label => !labels.Contains(label))];
    }

    private static readonly string[] functions =
    [
        "sum", "max", "min", "count", "rate", "increase", "absent", "and", "or", "on", "by", "histogram_quantile", "m",
        "h",
    ];

    private static IEnumerable<(string Name, string[] Labels)> Metrics()
        => Repository.Lines("docs/metrics.md").Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|')).Select(cells => (cells[1].Trim(' ', '`'),
                cells[4].Split(',').Select(label => label.Trim(' ', '`')).Where(label => label.Length > 0).ToArray()));

    private static IEnumerable<string> Expressions(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(member => member is { Key: "expr", Value: { } text }
            ? [(string)text!]
            : member.Value is null ? [] : Expressions(member.Value)),
        JsonArray items => items.SelectMany(item => Expressions(item!)),
        _ => [],
    };

    private static IEnumerable<YamlMappingNode> Alerts()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Repository.Text(Rules)));
        return ((YamlSequenceNode)stream.Documents[0].RootNode["groups"])
            .SelectMany(group => (YamlSequenceNode)group["rules"]).Cast<YamlMappingNode>();
    }

    private static YamlMappingNode Alert(string name) => Alerts().Single(alert => Text(alert, "alert") == name);

    private static YamlMappingNode Annotations(string name) => (YamlMappingNode)Alert(name)["annotations"];

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;

    private static async Task Promtool(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("promtool", arguments)
            {
                RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
                WorkingDirectory = Repository.Root,
            })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(0, await output + await errors);
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("This test needs promtool: run eng/need.sh promtool.", missing);
        }
    }

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{(?<labels>[^}]*)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Selector();

    [GeneratedRegex(@"\b(by|on) *\((?<labels>[^)]*)\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Grouping();

    [GeneratedRegex("[a-zA-Z_][a-zA-Z0-9_]*", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex("_(bucket|count|sum)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PartOfHistogram();
}
