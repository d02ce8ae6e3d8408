using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using QliroAdapter.Silo;
using QliroAdapter.WebFront.Tests.ApiDocs;

namespace QliroAdapter.WebFront.Tests.Commands;

/// <summary>What docs/going-live.md shows works when its placeholders are filled in, and is refused before.</summary>
public sealed partial class When_the_going_live_page_is_followed
{
    private static readonly string page = File.ReadAllText(Page());

    [Fact]
    public void Should_start_with_the_settings_it_shows()
    {
        MistakesIn(Filled(Settings())).ShouldBeEmpty();
        MistakesIn(Settings()).Count.ShouldBe(4);
        MistakesIn(Settings()).ShouldAllBe(mistake => mistake.Contains("placeholder of a sample", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_register_the_document_it_shows()
    {
        var document = Block("json");
        var filled = Placeholder().Replace(document, "filled-in");
        ConfigurationCommand.Mistakes("se.json", filled).ShouldBeEmpty();
        ServedSchema.Accepts(filled).ShouldBeTrue();
        ConfigurationCommand.Mistakes("se.json", document).Count.ShouldBe(2);
    }

    [Fact]
    public void Should_run_commands_that_there_are()
    {
        var commands = Command().Matches(page).Select(match => match.Groups["args"].Value.Trim()).ToList();
        commands.Count.ShouldBeGreaterThanOrEqualTo(3);
        foreach (var command in commands)
        {
            var args = command.Split(' ');
            AdapterCommands.IsMeant(args).ShouldBeTrue(command);
            AdapterCommands.Root().Parse(args).Errors.ShouldBeEmpty(command);
        }
    }

    private static Dictionary<string, string?> Settings() => Block("sh").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('=', 2)).ToDictionary(
            pair => pair[0].Replace("__", ":", StringComparison.Ordinal), pair => (string?)pair[1]);

    private static Dictionary<string, string?> Filled(Dictionary<string, string?> settings)
        => settings.ToDictionary(one => one.Key, one => (string?)Placeholder().Replace(one.Value!, new string('x', 32)));

    private static IReadOnlyList<string> MistakesIn(Dictionary<string, string?> settings)
        => AdapterSettings.Mistakes(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), SiloRole.Both);

    // The first one of its language that stands at the beginning of a line.
    private static string Block(string language)
        => Regex.Match(page, $"^```{language}\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline
            | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["text"].Value;

    private static string Page()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Qliro.Orleans.sln"))) folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "docs", "going-live.md");
    }

    [GeneratedRegex("<[^<>\n]+>", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();

    [GeneratedRegex("dotnet QliroAdapter.WebFront.dll (?<args>[^\n#]+)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Command();
}
