using System.Text.RegularExpressions;

namespace QliroAdapter.Convention.Tests;

/// <summary>docs/storefront.md says what the storefront's script does, and the script does what it says.</summary>
public sealed partial class The_storefront_guide
{
    private static readonly string guide = Repository.Text("docs/storefront.md");
    private static readonly string script = Repository.Text("client/js/storefront.js");
    private static readonly string types = Repository.Text("client/js/storefront.d.ts");

    [Fact]
    public void Should_name_every_event_and_method_that_the_script_uses()
        => Used().Matches(script).Select(match => match.Groups["name"].Value).Distinct()
            .Where(name => name != "onCheckoutLoaded" && !guide.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Should_name_none_that_the_script_does_not_use()
        => Named().Matches(guide).Select(match => match.Groups["name"].Value).Distinct()
            .Where(name => !script.Contains("q1." + name, StringComparison.Ordinal)).ShouldBeEmpty();

    [Theory]
    [InlineData("customer-update")]
    [InlineData("shipping-option-update")]
    [InlineData("/remove")]
    public void Should_call_what_the_script_calls(string call)
    {
        guide.ShouldContain(call);
        script.ShouldContain(call);
    }

    /// <summary>What a page gives and calls: the types, the guide and the script know the same members.</summary>
    [Fact]
    public void Should_show_what_the_types_declare()
    {
        var declared = Declared().Matches(types).Select(match => match.Groups["name"].Value).Distinct().ToList();
        declared.Count.ShouldBeGreaterThan(15);
        declared.Where(name => !script.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Should_stay_one_module_without_dependencies()
    {
        Repository.Text("client/js/package.json").ShouldNotContain("""ependencies":""");
        script.ShouldNotMatch(@"(?m)^import\b");
    }

    [GeneratedRegex(@"^(export declare \w+|  (get |readonly )?)\b ?(?<name>[a-z]\w+)[?:(<]",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"\bq1\.(?<name>[A-Za-z]+)\(", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Used();

    [GeneratedRegex(@"`(q1\.)?(?<name>on[A-Z][A-Za-z]+|(un)?lock|excludeResultModules)\b",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
