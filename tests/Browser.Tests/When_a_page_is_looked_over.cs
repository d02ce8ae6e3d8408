using Microsoft.Playwright;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Browser.Tests;

/// <summary>Every page of the console and of the API, light and dark, wide and narrow: axe finds nothing.</summary>
public sealed class When_a_page_is_looked_over(ShopBrowser shop) : IClassFixture<ShopBrowser>
{
    private const int LooksMax = 100;

    private static readonly string[] pages =
    [
        "/ops", "/ops?list=on", "/ops/payment?key={key}", "/ops/payment/compare?key={key}",
        "/ops/payment/retry?key={key}", "/ops/payment?key=none", "/ops/payment?upto=1&key={key}", "/ops/channels",
        "/ops/channel?merchant={merchant}&channel={channel}", "/ops/cluster", "/ops/settings", "/ops/events",
        "/ops/callers", "/ops/parked", "/ops/runbooks",
    ];

    [Fact]
    public async Task Should_be_without_violations_and_without_scrolling_sideways()
    {
        var key = await Buy();
        await BuyWhatNorceRefuses();
        var page = await LogIn();
        await WaitsForAPerson(page);
        await ShowsAsItWas(page, $"{shop.Sandbox.AdapterUrl}/ops/payment?upto=1&key={Uri.EscapeDataString(key)}");
        var found = new List<string>();
        foreach (var path in pages)
        {
            var url = shop.Sandbox.AdapterUrl + path.Replace("{key}", Uri.EscapeDataString(key), StringComparison.Ordinal)
                .Replace("{merchant}", shop.Sandbox.Merchant, StringComparison.Ordinal)
                .Replace("{channel}", shop.Sandbox.Channel, StringComparison.Ordinal);
            found.AddRange(await LookOver(page, path, url, NameOf(path)));
        }
        found.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_be_so_on_the_api_page_too()
    {
        var (page, complaints) = await shop.Open(shop.Sandbox.AdapterUrl + "/");
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        (await LookOver(page, "api", shop.Sandbox.AdapterUrl + "/docs/v1/index.html", "api", isLong: true))
            .ShouldBeEmpty();
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("en");
        asked.Where(url => !url.StartsWith(shop.Sandbox.AdapterUrl, StringComparison.Ordinal)).ShouldBeEmpty();
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_be_so_on_the_login_too()
    {
        var (page, _) = await shop.Open(shop.Sandbox.AdapterUrl + "/ops");
        (await LookOver(page, "login", shop.Sandbox.AdapterUrl + "/ops", "login")).ShouldBeEmpty();
    }

    private static async Task<List<string>> LookOver(IPage page, string name, string url, string file, bool isLong = false)
    {
        var found = new List<string>();
        foreach (var (scheme, width) in new[]
        {
            (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, Accessibility.NarrowWidth),
            (ColorScheme.Dark, Accessibility.NarrowWidth),
        })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.GotoAsync(url);
            var kind = $"{scheme}-{width}";
            found.AddRange((await Accessibility.Violations(page)).Select(one => $"{name} {kind}: {one}"));
            if (await Accessibility.Overhang(page) is > 0 and var pixels)
                found.Add($"{name} {kind}: {pixels} pixels are beside the window");
            if (!isLong) found.AddRange((await Accessibility.Cut(page)).Select(one => $"{name} {kind}: {one} is cut"));
            await ShopBrowser.Photograph(page, $"look-{file}-{kind}", isLong);
        }
        return found;
    }

    /// <summary>Versions are stored a second after their commits.</summary>
    private static async Task ShowsAsItWas(IPage page, string url)
    {
        for (var look = 0; look < LooksMax; look++)
        {
            await page.GotoAsync(url);
            if (await page.GetByTestId("changes").IsVisibleAsync()) return;
        }
        await Assertions.Expect(page.GetByTestId("changes")).ToBeVisibleAsync();
    }

    private static string NameOf(string path)
        => string.Concat(path.Split('{')[0].Select(letter => char.IsAsciiLetter(letter) ? letter : '-')).Trim('-');

    private async Task<string> Buy()
    {
        using var client = shop.Sandbox.CreateClient();
        var order = shop.Sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        (await client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null)).EnsureSuccessStatusCode();
        (await shop.Sandbox.Qliro.CompleteAsync(shop.Sandbox.Qliro.OrderIds[^1])).Accepted.ShouldBeTrue();
        await shop.Sandbox.Qliro.FlushPushes();
        var payment = (string)shop.Sandbox.Norce.LivePayment(order)!["id"]!;
        return $"{shop.Sandbox.Merchant}/{shop.Sandbox.Channel}/{order}/{payment}";
    }

    /// <summary>A payment that is parked, so that the first list of the overview has a row.</summary>
    private async Task BuyWhatNorceRefuses()
    {
        using var client = shop.Sandbox.CreateClient();
        var order = shop.Sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        (await client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null)).EnsureSuccessStatusCode();
        shop.Sandbox.Norce.Faults.On("PUT", $"/{order}/payments/").After(1).Answer(
            422, """{"code":"order-bad-request","message":"Not like this."}""", times: int.MaxValue);
        (await shop.Sandbox.Qliro.CompleteAsync(shop.Sandbox.Qliro.OrderIds[^1])).Accepted.ShouldBeTrue();
        await shop.Sandbox.Qliro.FlushPushes();
    }

    private async Task WaitsForAPerson(IPage page)
    {
        var row = page.GetByTestId("parked-payments").GetByTestId("payment-row");
        for (var look = 0; look < LooksMax && !await row.First.IsVisibleAsync(); look++)
            await page.GotoAsync(shop.Sandbox.AdapterUrl + "/ops");
        await Assertions.Expect(row.First).ToBeVisibleAsync();
    }

    private async Task<IPage> LogIn()
    {
        var (page, _) = await shop.Open(shop.Sandbox.AdapterUrl + "/ops");
        await page.Locator("input[type=password]").FillAsync(SandboxHost.OpsToken);
        await page.GetByTestId("log-in").ClickAsync();
        await Assertions.Expect(page.GetByTestId("states")).ToBeVisibleAsync();
        return page;
    }
}
