using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using QliroAdapter.Silo;
using QliroAdapter.WebFront.Tests.ApiDocs;

namespace QliroAdapter.WebFront.Tests.Commands;

/// <summary>
/// What docs/going-live.md shows is right when its placeholders are filled in, and is refused before. Sandbox.Tests
/// follow the page.
/// </summary>
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

    /// <summary>So the start says what is left to do, and not bash.</summary>
    [Fact]
    public async Task Should_load_the_settings_it_shows_with_their_placeholders()
    {
        var (code, loaded, _) = await Bash($"set -a\n{Block("sh", "ASPNETCORE_URLS=")}\nenv");
        code.ShouldBe(0);
        foreach (var (key, value) in Settings())
            loaded.Split('\n').ShouldContain($"{key.Replace(":", "__", StringComparison.Ordinal)}={value}");
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

    /// <summary>The check takes it, and the Configuration API does not.</summary>
    [Fact]
    public async Task Should_store_no_yaml()
    {
        var (code, _, errors) = await Bash(
            "export Norce__ConfigurationApiUrl=http://127.0.0.1:1 Norce__Token=t ADAPTER=true\n"
            + $"'{Folder()}/deploy/channels/configure.sh' apply acme/se se.yaml");
        code.ShouldBe(64);
        errors.ShouldBe("se.yaml is YAML, and the Configuration API takes JSON; ncoctl stores YAML.\n");
    }

    private static async Task<(int Code, string Output, string Errors)> Bash(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-euc", script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync();
        return (bash.ExitCode, await output, await errors);
    }

    private static Dictionary<string, string?> Settings() => Block("sh", "ASPNETCORE_URLS=").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('=', 2)).ToDictionary(
            pair => pair[0].Replace("__", ":", StringComparison.Ordinal), pair => (string?)pair[1].Trim('\''));

    private static Dictionary<string, string?> Filled(Dictionary<string, string?> settings)
        => settings.ToDictionary(one => one.Key, one => (string?)Placeholder().Replace(one.Value!, new string('x', 32)));

    private static IReadOnlyList<string> MistakesIn(Dictionary<string, string?> settings)
        => AdapterSettings.Mistakes(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), SiloRole.Both);

    // The first one of its language that stands at the beginning of a line and begins in this way.
    private static string Block(string language, string beginning = "")
        => Regex.Match(page, $"^```{language}\n(?<text>{beginning}.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline
            | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["text"].Value;

    private static string Page() => Path.Combine(Folder(), "docs", "going-live.md");

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Qliro.Orleans.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex("<[^<>\n]+>", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
