using QliroAdapter.Norce;
using QliroAdapter.Settings;
using QliroAdapter.Silo;

namespace QliroAdapter.Convention.Tests;

/// <summary>The tables of docs/settings.md and the classes that settings are read into say the same of every key.</summary>
public sealed class The_settings
{
    private const string Header = "| key | meaning | default | range |";

    /// <summary>Read by the framework, or explained elsewhere.</summary>
    private static readonly string[] others =
        ["ASPNETCORE_URLS", "OTEL_EXPORTER_OTLP_ENDPOINT", "Channels:N", "Silo:…"];

    [Fact]
    public void Should_stand_in_the_tables_each_once()
        => Rows().Select(row => row.Key).Where(key => !others.Contains(key))
            .ShouldBe(AdapterSettings.Known.Select(setting => setting.Key), ignoreOrder: true);

    [Fact]
    public void Should_have_the_default_that_the_tables_say()
    {
        var known = AdapterSettings.Known.ToDictionary(setting => setting.Key);
        foreach (var row in Rows().Where(row => !others.Contains(row.Key)))
        {
            if (known[row.Key].Default is { } value) row.Default.ShouldBe(value, row.Key);
            else row.Default.ShouldNotBeEmpty(row.Key);
        }
    }

    [Fact]
    public void Should_have_the_range_that_the_tables_say()
    {
        var known = AdapterSettings.Known.ToDictionary(setting => setting.Key);
        foreach (var row in Rows().Where(row => !others.Contains(row.Key)))
            row.Range.ShouldBe(known[row.Key].Range ?? "", row.Key);
    }

    /// <summary>A class with a section that no program looks at would be bound and never checked.</summary>
    [Fact]
    public void Should_all_be_checked_at_the_start()
    {
        var classes = new[] { typeof(PaymentKey), typeof(ConfigurationDocument), typeof(Store.StoreStartException), typeof(NodeApp) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(SettingsSectionAttribute), false));
        classes.SelectMany(SettingKeys.Of).Select(setting => setting.Key)
            .ShouldBe(AdapterSettings.Known.Select(setting => setting.Key), ignoreOrder: true);
    }

    /// <summary>Settings are read by the classes, and nowhere by their keys.</summary>
    [Fact]
    public void Should_not_be_read_by_their_keys()
    {
        var sections = AdapterSettings.Known.Select(setting => setting.Key.Split(':')[0]).Distinct().ToList();
        Repository.Files(".cs").Where(file => file.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(file => Repository.Lines(file).Select(line => (File: file, Line: line)))
            .Where(one => sections.Exists(section => one.Line.Contains($"onfiguration[\"{section}:", StringComparison.Ordinal)
                || one.Line.Contains($"ettings[\"{section}:", StringComparison.Ordinal)
                || one.Line.Contains($"GetSection(\"{section}", StringComparison.Ordinal)))
            .Where(one => !one.File.StartsWith("src/Sandbox/", StringComparison.Ordinal))
            .Select(one => $"{one.File}: {one.Line.Trim()}").ShouldBeEmpty();
    }

    private static IEnumerable<(string Key, string Default, string Range)> Rows()
    {
        var isTable = false;
        foreach (var line in Repository.Lines("docs/settings.md"))
        {
            isTable = line.StartsWith('|') && (isTable || line == Header);
            if (!isTable || line == Header || line.StartsWith("|---", StringComparison.Ordinal)) continue;
            var cells = line.Split('|').Select(cell => cell.Trim()).ToArray();
            yield return (cells[1].Split(' ')[0].Trim('`'), cells[3].Trim('`'), cells[4]);
        }
    }
}
