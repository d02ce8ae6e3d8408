using Microsoft.Playwright;

namespace QliroAdapter.Browser.Tests;

[Collection(TheShop.Name)]
public sealed class When_somebody_uses_the_panel(ShopBrowser shop)
{
    [Fact]
    public async Task Should_buy_and_see_what_the_partners_were_asked()
    {
        var (page, complaints) = await Open();

        await Pull(page, "push.completed");
        await Assertions.Expect(page.GetByTestId("result")).ToContainTextAsync("is bought: Completed");
        await Assertions.Expect(page.GetByTestId("orders")).ToContainTextAsync("reserved");

        await page.GetByRole(AriaRole.Button, new() { Name = "Qliro", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("requests")).ToContainTextAsync("/checkout/merchantapi/Orders");
        await page.GetByTestId("requests").GetByRole(AriaRole.Button).Last.ClickAsync();
        await Assertions.Expect(page.GetByTestId("request")).ToContainTextAsync("MerchantReference");
        await Assertions.Expect(page.GetByTestId("request")).Not.ToContainTextAsync("Qliro DEMO");
        await Assertions.Expect(page.GetByTestId("persons")).ToContainTextAsync("556006-1912");
        await ShopBrowser.Photograph(page, "panel");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_take_a_partner_down_and_bring_it_back()
    {
        var (page, _) = await Open();

        await page.GetByTestId("pull-qliro.down").ClickAsync();
        await Assertions.Expect(page.GetByTestId("outage-qliro")).ToHaveTextAsync("unavailable");
        await Pull(page, "checkout.opened");
        await Assertions.Expect(page.GetByTestId("result")).ToContainTextAsync("The adapter:");

        await page.GetByTestId("pull-qliro.up").ClickAsync();
        await Assertions.Expect(page.GetByTestId("outage-qliro")).ToHaveTextAsync("works");
        // The adapter's circuit closes again after some seconds.
        await page.GetByTestId("trigger-clock.forward").Locator("[name=minutes]").FillAsync("1");
        await Pull(page, "clock.forward");
        await Pull(page, "checkout.opened");
        await Assertions.Expect(page.GetByTestId("result")).ToContainTextAsync("is in the checkout");
    }

    [Fact]
    public async Task Should_watch_a_rush_of_shoppers_to_its_verdict()
    {
        var (page, _) = await Open();
        var form = page.GetByTestId("trigger-rush.started");
        await form.Locator("[name=seed]").FillAsync("11");
        await form.Locator("[name=shoppers]").FillAsync("12");
        await form.GetByRole(AriaRole.Button).ClickAsync();

        await Assertions.Expect(page.GetByTestId("verdict")).ToHaveAttributeAsync("data-word", "right",
            new() { Timeout = 180_000 });
        await Assertions.Expect(page.GetByTestId("verdict")).ToContainTextAsync("Seed 11: 12 orders at rest");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Should_read_it_in_the_dark_and_on_a_telephone(bool isDark, bool isNarrow)
    {
        var (page, _) = await shop.Open(shop.Sandbox.Control!.BaseUrl, isDark: isDark, isNarrow: isNarrow);
        await Assertions.Expect(page.GetByTestId("trigger-push.completed")).ToBeVisibleAsync();
        await ShopBrowser.Photograph(page, isDark ? "panel-dark" : "panel-narrow");
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue();
    }

    private async Task<(IPage Page, List<string> Complaints)> Open()
    {
        var (page, complaints) = await shop.Open(shop.Sandbox.Control!.BaseUrl);
        await Assertions.Expect(page.GetByTestId("trigger-push.completed")).ToBeVisibleAsync();
        return (page, complaints);
    }

    private static Task Pull(IPage page, string trigger)
        => page.GetByTestId("trigger-" + trigger).GetByRole(AriaRole.Button).ClickAsync();
}
