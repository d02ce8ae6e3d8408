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

    [GeneratedRegex("""new\("(?<name>[a-z]+\.[a-z-]+)",""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Made();

    [GeneratedRegex("""Make\("(?<name>[a-z-]+)",""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Partners();

    [GeneratedRegex(@"(`|trigger )(?<name>[a-z]+\.[a-z-]+)\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
