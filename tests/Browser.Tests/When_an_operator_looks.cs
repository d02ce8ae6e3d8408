using Microsoft.Playwright;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Browser.Tests;

public sealed class When_an_operator_looks(ShopBrowser shop) : IClassFixture<ShopBrowser>
{
    [Fact]
    public async Task Should_see_what_happened_to_a_payment()
    {
        using var client = shop.Sandbox.CreateClient();
        var order = shop.Sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        (await client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null)).EnsureSuccessStatusCode();
        (await shop.Sandbox.Qliro.CompleteAsync(shop.Sandbox.Qliro.OrderIds[^1])).Accepted.ShouldBeTrue();
        await shop.Sandbox.Qliro.FlushPushes();

        var (page, complaints) = await shop.Open(shop.Sandbox.AdapterUrl + "/ops");
        await page.Locator("input[type=password]").FillAsync(SandboxHost.OpsToken);
        await page.GetByTestId("log-in").ClickAsync();
        await Assertions.Expect(page.GetByTestId("states")).ToBeVisibleAsync();
        await ShopBrowser.Photograph(page, "ops-1-overview");

        await page.GetByTestId("search-text").FillAsync(order);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("payment-link").First.ClickAsync();

        await Assertions.Expect(page.GetByTestId("timeline")).ToContainTextAsync("Qliro completed the purchase");
        await Assertions.Expect(page.GetByTestId("timeline")).ToContainTextAsync("Norce PUT state");
        await ShopBrowser.Photograph(page, "ops-2-payment");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_read_the_api_pages()
    {
        var (page, complaints) = await shop.Open(shop.Sandbox.AdapterUrl + "/");

        await Assertions.Expect(page.GetByText("/payments").First).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await ShopBrowser.Photograph(page, "docs");
        complaints.ShouldBeEmpty();
    }
}
