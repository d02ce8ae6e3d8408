using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace QliroAdapter.Ops;

/// <summary>
/// A page for each alert: what it means, what to look at, what to press. The pages are docs/runbooks, built into the
/// program, so that they can be read while nothing else can. Thread-safe.
/// </summary>
internal static class Runbooks
{
    private const string Place = "runbooks/";

    // Raw HTML stays text. The pages are ours, but nothing needs it.
    private static readonly MarkdownPipeline pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <summary>The names of all pages, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(Runbooks).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Place, StringComparison.Ordinal)).Select(name => name[Place.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The page below its title, as HTML, and the title; null when there is none of this name.</summary>
    public static (string Title, string Html)? Read(string name)
    {
        if (!Names.Contains(name, StringComparer.Ordinal)) return null;
        using var text = new StreamReader(typeof(Runbooks).Assembly.GetManifestResourceStream(Place + name)!);
        var page = Markdown.Parse(text.ReadToEnd(), pipeline);
        foreach (var link in page.Descendants<LinkInline>())
            link.Url = link.Url?.Replace(".md", "", StringComparison.Ordinal);
        var heading = page.OfType<HeadingBlock>().First();
        var title = string.Concat(heading.Inline!.Descendants<LiteralInline>().Select(literal => literal.ToString()));
        page.Remove(heading);
        return (title, page.ToHtml(pipeline));
    }
}
