using System.Globalization;
using System.Text.RegularExpressions;

namespace QliroAdapter.WebFront.Tests.Ops;

/// <summary>Colours have names, light and dark, and text can be read on the ground it is used on.</summary>
public sealed partial class When_a_page_is_styled
{
    private const double TextContrastMin = 4.5;

    private static readonly string[] texts = ["ink", "soft", "accent", "alert", "warn", "good", "violet"];

    private static readonly string[] grounds = ["ground", "surface"];

    [Fact]
    public async Task Should_name_every_colour_once_for_light_and_once_for_dark()
    {
        var style = await Style();
        var (light, dark) = Tokens(style);
        dark.Keys.Order().ShouldBe(light.Keys.Order());
        Colour().Count(style).ShouldBe(light.Count + dark.Count, "a colour stands outside of the names");
    }

    [Fact]
    public async Task Should_be_readable_in_light_and_dark()
    {
        var (light, dark) = Tokens(await Style());
        foreach (var colours in new[] { light, dark })
        {
            foreach (var (text, ground) in texts.SelectMany(text => grounds, (text, ground) => (text, ground)))
                Contrast(colours[text], colours[ground]).ShouldBeGreaterThan(TextContrastMin, $"{text} on {ground}");
            Contrast(colours["on-accent"], colours["accent"]).ShouldBeGreaterThan(TextContrastMin);
            Contrast(colours["ink"], colours["alert-ground"]).ShouldBeGreaterThan(TextContrastMin);
            Contrast(colours["alert"], colours["alert-ground"]).ShouldBeGreaterThan(TextContrastMin);
        }
    }

    [Fact]
    public async Task Should_keep_the_colour_of_problems_for_errors_in_charts_too()
    {
        var lines = Lines().Match(await Asset("ops.js")).Groups["lines"].Value.Split(", ");
        var (light, _) = Tokens(await Style());
        lines.Length.ShouldBe(4);
        lines.Distinct().Count().ShouldBe(4);
        foreach (var line in lines) light.Keys.ShouldContain(line.Trim('"')[2..]);
        lines.ShouldNotContain("\"--alert\"");
    }

    private static Task<string> Style() => Asset("ops.css");

    private static async Task<string> Asset(string name)
    {
        await using var front = await RunningFront.Start();
        return await front.Client.GetStringAsync(new Uri($"/ops/{name}", UriKind.Relative));
    }

    private static (Dictionary<string, string> Light, Dictionary<string, string> Dark) Tokens(string style)
    {
        var dark = style.IndexOf("@media (prefers-color-scheme: dark)", StringComparison.Ordinal);
        var end = style.IndexOf("* { box-sizing", StringComparison.Ordinal);
        return (Named(style[..dark]), Named(style[dark..end]));
    }

    private static Dictionary<string, string> Named(string part) => Token().Matches(part)
        .ToDictionary(token => token.Groups["name"].Value, token => token.Groups["colour"].Value);

    /// <summary>As WCAG 2 defines it.</summary>
    private static double Contrast(string one, string other)
    {
        double[] both = [Luminance(one), Luminance(other)];
        return (both.Max() + 0.05) / (both.Min() + 0.05);
    }

    private static double Luminance(string colour)
    {
        var parts = Enumerable.Range(0, 3).Select(at => int.Parse(
            colour.AsSpan(1 + (2 * at), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex("--(?<name>[a-z-]+): (?<colour>#[0-9a-f]{6});", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"const lines = \[(?<lines>[^\]]+)\];", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lines();

    [GeneratedRegex("#[0-9a-fA-F]{3,8}[; ,)]", RegexOptions.None, 1000)]
    private static partial Regex Colour();
}
