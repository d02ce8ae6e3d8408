using Microsoft.Playwright;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Browser.Tests;

/// <summary>The demo shop's back office: it does parts, and shows by itself what came of them.</summary>
[Collection(TheShop.Name)]
public sealed class When_staff_handle_an_order(ShopBrowser shop)
{
    [Fact]
    public async Task Should_capture_and_refund_row_by_row_and_a_sum()
    {
        var (page, complaints) = await Open(await Buy());

        await page.GetByTestId("units-MUG-1").FillAsync("1");
        await page.GetByTestId("capture-rows").ClickAsync();
        await Expect(page, "captured", "125.00");
        await Expect(page, "operation", "nothing");
        await Expect(page, "payment-state", "reserved");

        await page.GetByTestId("units-BOOK-1").FillAsync("1");
        await page.GetByTestId("cancel-rows").ClickAsync();
        await Expect(page, "reserved", "375.00");
        await Expect(page, "operation", "nothing");
        await ShopBrowser.Photograph(page, "backoffice-parts");

        await page.GetByTestId("action-capture").ClickAsync();
        await Expect(page, "captured", "375.00");
        await Expect(page, "payment-state", "captured");
        await Expect(page, "operation", "nothing");

        await page.GetByTestId("units-MUG-1").FillAsync("2");
        await page.GetByTestId("refund-rows").ClickAsync();
        await Expect(page, "refunded", "250.00");
        await Expect(page, "operation", "nothing");

        await page.GetByTestId("refund-amount").FillAsync("25.50");
        await page.GetByTestId("refund-reason").FillAsync("Scratched");
        await page.GetByTestId("refund-sum").ClickAsync();
        await Expect(page, "refunded", "275.50");
        await Expect(page, "result", "Done.");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_read_why_an_action_was_refused()
    {
        var (page, _) = await Open(await Buy());

        await page.GetByTestId("capture-rows").ClickAsync();
        await Expect(page, "result", "Give the quantity of a row first.");

        await page.GetByTestId("units-MUG-1").EvaluateAsync("input => input.max = 9");
        await page.GetByTestId("units-MUG-1").FillAsync("4");
        await page.GetByTestId("capture-rows").ClickAsync();
        await Assertions.Expect(page.GetByTestId("result")).ToContainTextAsync("MUG-1");
        await Expect(page, "captured", "0.00");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Should_read_it_in_the_dark_and_on_a_telephone(bool isDark, bool isNarrow)
    {
        var order = await Buy();
        var (page, _) = await shop.Open($"{shop.Sandbox.Shop!.BaseUrl}/backoffice/{order}", isDark: isDark, isNarrow: isNarrow);
        await ShopBrowser.Photograph(page, isDark ? "backoffice-dark" : "backoffice-narrow");
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue();
    }

    /// <summary>Three mugs and a book, bought.</summary>
    private async Task<string> Buy()
    {
        using var client = shop.Sandbox.CreateClient();
        var order = shop.Sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item("MUG-1", quantity: 3),
            NorceOrders.Item("BOOK-1", "Cook book", 249m, 1, 0.06m)));
        (await client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null)).EnsureSuccessStatusCode();
        (await shop.Sandbox.Qliro.CompleteAsync(shop.Sandbox.Qliro.OrderIds[^1])).Accepted.ShouldBeTrue();
        return order;
    }

    private async Task<(IPage Page, List<string> Complaints)> Open(string order)
    {
        var (page, complaints) = await shop.Visit("/backoffice/" + order);
        for (var load = 0; load < 100 && await page.GetByTestId("units-MUG-1").CountAsync() == 0; load++)
            await page.ReloadAsync();
        return (page, complaints);
    }

    private static Task Expect(IPage page, string id, string text)
        => Assertions.Expect(page.GetByTestId(id)).ToHaveTextAsync(text);
}
