using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace QliroAdapter.Browser.Tests;

/// <summary>
/// Looks a page over with axe-core, whose script is part of its package, and for what cannot be reached sideways.
/// </summary>
internal static class Accessibility
{
    private static readonly string axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>As people with a phone of the narrow kind see it.</summary>
    public const int NarrowWidth = 360;

    /// <summary>Each violation as one line; none when all is well.</summary>
    public static async Task<IReadOnlyList<string>> Violations(IPage page)
    {
        await page.EvaluateAsync(axe + "; 0");
        var found = await page.EvaluateAsync<string>(
            """
            async () => JSON.stringify((await axe.run(document, { resultTypes: ["violations"] })).violations.flatMap(
                one => one.nodes.map(node => `${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`)))
            """);
        return JsonSerializer.Deserialize<List<string>>(found)!;
    }

    /// <summary>
    /// Tables with cells outside of their boxes, by caption or label. The minutes, which a script draws, may scroll.
    /// </summary>
    public static async Task<IReadOnlyList<string>> Cut(IPage page) => await page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll(".scroll")].filter(box => !box.querySelector("[data-minutes]"))
            .filter(box => box.scrollWidth > box.clientWidth || [...box.querySelectorAll("tbody > tr > *")].some(
                cell => cell.getBoundingClientRect().right > window.innerWidth))
            .map(box => `${box.getAttribute("aria-label")} (${box.scrollWidth} of ${box.clientWidth})`)
        """);

    /// <summary>How many pixels the page is wider than the window.</summary>
    public static Task<int> Overhang(IPage page) => page.EvaluateAsync<int>(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
