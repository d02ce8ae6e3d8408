using Microsoft.Playwright;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Browser.Tests;

[Collection(TheShop.Name)]
public sealed class When_somebody_tries_a_call(ShopBrowser shop)
{
    private const string Loading = "Loading the API document";

    // Of Scalar's dialog, whose fields are its own: the page without it has none.
    private static readonly string[] rulesOfTheDialog =
    [
        "aria-allowed-role", "aria-input-field-name", "aria-prohibited-attr", "aria-required-attr",
        "aria-valid-attr-value", "landmark-no-duplicate-main", "landmark-unique", "presentation-role-conflict",
        "scrollable-region-focusable",
    ];

    [Fact]
    public async Task Should_see_the_adapters_answer_and_ask_nobody_else()
    {
        var order = shop.Sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        var (page, asked, complaints) = await Visit($"&order_id={order}");

        await page.GetByPlaceholder("Token").First.FillAsync(SandboxHost.AccessToken);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test Request" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).First.ClickAsync();

        var answer = page.Locator(".cm-content").Filter(new() { HasText = "htmlSnippet" });
        await Assertions.Expect(answer).ToContainTextAsync("\"paymentId\"");
        await Assertions.Expect(answer).ToContainTextAsync((string)shop.Sandbox.Norce.LivePayment(order)!["id"]!);
        (await Accessibility.Violations(page))
            .Where(found => !rulesOfTheDialog.Contains(found.Split(':')[0], StringComparer.Ordinal)).ShouldBeEmpty();
        await ShopBrowser.Photograph(page, "try-answer", isLong: true);
        (await page.EvaluateAsync<string>("() => JSON.stringify([localStorage, sessionStorage])"))
            .ShouldNotContain(SandboxHost.AccessToken);
        asked.Where(url => !url.StartsWith(shop.Sandbox.AdapterUrl, StringComparison.Ordinal)).ShouldBeEmpty();
        complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, Accessibility.NarrowWidth)]
    [InlineData(ColorScheme.Dark, Accessibility.NarrowWidth)]
    public async Task Should_read_the_page_without_violations_and_without_scrolling_sideways(
        ColorScheme scheme, int width)
    {
        var (page, asked, complaints) = await Visit(scheme: scheme, width: width);

        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("en");
        (await Accessibility.Violations(page)).ShouldBeEmpty();
        (await Accessibility.Overhang(page)).ShouldBe(0);
        await ShopBrowser.Photograph(page, $"try-{scheme}-{width}", isLong: true);
        asked.Where(url => !url.StartsWith(shop.Sandbox.AdapterUrl, StringComparison.Ordinal)).ShouldBeEmpty();
        complaints.ShouldBeEmpty();
    }

    /// <summary>What the page asked for, and what it complained of, a broken policy too.</summary>
    private async Task<(IPage Page, List<string> Asked, List<string> Complaints)> Visit(
        string query = "", ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var (page, complaints) = await shop.Open("about:blank");
        await page.SetViewportSizeAsync(width, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning") complaints.Add(said.Text);
        };
        await page.GotoAsync(shop.Sandbox.TryUrl + query);
        await Assertions.Expect(page.GetByText(Loading)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Test Request" }).First)
            .ToBeAttachedAsync();
        return (page, asked, complaints);
    }
}
