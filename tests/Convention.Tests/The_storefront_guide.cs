using System.Text.RegularExpressions;

namespace QliroAdapter.Convention.Tests;

/// <summary>docs/storefront.md says what the demo shop does, and the demo shop does what it says.</summary>
public sealed partial class The_storefront_guide
{
    private static readonly string guide = Repository.Text("docs/storefront.md");
    private static readonly string shop = Repository.Text("src/Sandbox/Shop/Pages/checkout.js")
        + Repository.Text("src/Sandbox/Shop/Pages/confirmation.js");

    /// <summary>Only an app has this one.</summary>
    private static readonly string[] ofApps = ["onCompletePurchaseRedirect"];

    [Fact]
    public void Should_name_every_event_and_method_that_the_demo_shop_uses()
        => Used().Matches(shop).Select(match => match.Groups["name"].Value).Distinct()
            .Where(name => name != "onCheckoutLoaded" && !guide.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Should_name_none_that_the_demo_shop_does_not_use()
        => Named().Matches(guide).Select(match => match.Groups["name"].Value).Distinct().Except(ofApps)
            .Where(name => !shop.Contains("q1." + name, StringComparison.Ordinal)).ShouldBeEmpty();

    [Theory]
    [InlineData("customer-update")]
    [InlineData("shipping-option-update")]
    [InlineData("/remove")]
    public void Should_call_what_the_demo_shop_calls(string call)
    {
        guide.ShouldContain(call);
        shop.ShouldContain(call);
    }

    [GeneratedRegex(@"\bq1\.(?<name>[A-Za-z]+)\(", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Used();

    [GeneratedRegex(@"`(q1\.)?(?<name>on[A-Z][A-Za-z]+|(un)?lock|excludeResultModules)\b",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
