using System.Text.RegularExpressions;

namespace QliroAdapter.Convention.Tests;

/// <summary>docs/sandbox.md lists the triggers that there are.</summary>
public sealed partial class The_sandbox_guide
{
    private static readonly string guide = Repository.Text("docs/sandbox.md");

    private static readonly string code = string.Concat(Repository.Files(".cs")
        .Where(file => file.StartsWith("src/Sandbox/Control/", StringComparison.Ordinal)).Select(Repository.Text));

    [Fact]
    public void Should_list_every_trigger()
    {
        var triggers = Made().Matches(code).Select(match => match.Groups["name"].Value).ToList();
        triggers.Count.ShouldBeGreaterThan(25);
        triggers.Where(name => !guide.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty();
        Partners().Matches(code).Select(match => match.Groups["name"].Value)
            .Where(name => !guide.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Should_list_none_that_there_is_not()
        => Named().Matches(guide).Select(match => match.Groups["name"].Value)
            .Where(name => !code.Contains($"\"{name}\"", StringComparison.Ordinal)
                && !code.Contains($"}}.{name.Split('.')[1]}\"", StringComparison.Ordinal)
                && !Partners().Matches(code).Any(one => name.EndsWith("." + one.Groups["name"].Value,
                    StringComparison.Ordinal)))
            .ShouldBeEmpty();

    /// <summary>Without them nobody's own adapter gets an answer of the simulated Qliro.</summary>
    [Theory]
    [InlineData("docs/sandbox.md")]
    [InlineData("docs/going-live.md")]
    public void Should_name_the_key_and_the_secret_of_the_simulated_Qliro(string page)
    {
        var merchant = Credentials().Match(Repository.Text("src/Sandbox/Qliro/QliroSimulatorOptions.cs"));
        Repository.Text(page).ShouldContain($"`{merchant.Groups["key"].Value}`");
        Repository.Text(page).ShouldContain($"`{merchant.Groups["secret"].Value}`");
    }

    [GeneratedRegex("""DefaultMerchant .*new\("(?<key>[^"]+)", "(?<secret>[^"]+)"\)""",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Credentials();

    [GeneratedRegex("""new\("(?<name>[a-z]+\.[a-z-]+)",""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Made();

    [GeneratedRegex("""Make\("(?<name>[a-z-]+)",""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Partners();

    [GeneratedRegex(@"(`|trigger )(?<name>[a-z]+\.[a-z-]+)\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
