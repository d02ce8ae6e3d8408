using Microsoft.Playwright;

namespace QliroAdapter.Browser.Tests;

[Collection(TheShop.Name)]
public sealed class When_a_shopper_pays(ShopBrowser shop)
{
    [Fact]
    public async Task Should_end_captured_after_the_back_office_captures()
    {
        var (page, complaints) = await shop.Visit();
        await ShopBrowser.Photograph(page, "1-shop");
        await OpenCheckout(page);
        await Assertions.Expect(Frame(page).GetByTestId("qliro-total")).ToBeVisibleAsync();
        await ShopBrowser.Photograph(page, "2-checkout");

        await Frame(page).GetByTestId("qliro-pay").ClickAsync();

        await Assertions.Expect(page.GetByTestId("order-status")).ToHaveTextAsync("completed");
        await Assertions.Expect(page.GetByTestId("payment-state")).ToHaveTextAsync("reserved");
        await Assertions.Expect(Frame(page).GetByTestId("qliro-receipt")).ToBeVisibleAsync();
        await ShopBrowser.Photograph(page, "3-confirmation");

        await page.GetByTestId("to-backoffice").ClickAsync();
        await page.GetByTestId("action-capture").ClickAsync();
        await Assertions.Expect(page.GetByTestId("action-refund")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("payment-state")).ToHaveTextAsync("captured");
        await ShopBrowser.Photograph(page, "4-captured");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_see_the_new_total_after_changing_the_cart()
    {
        var (page, _) = await shop.Visit();
        await OpenCheckout(page);
        var before = await Frame(page).GetByTestId("qliro-total").TextContentAsync();

        var quantity = page.GetByTestId("cart").Locator("input[type=number]").First;
        await quantity.FillAsync("3");
        await quantity.BlurAsync();

        await Assertions.Expect(Frame(page).GetByTestId("qliro-total")).Not.ToHaveTextAsync(before!);
        await Frame(page).GetByTestId("qliro-pay").ClickAsync();
        await Assertions.Expect(page.GetByTestId("order-status")).ToHaveTextAsync("completed");
    }

    [Fact]
    public async Task Should_wait_while_qliro_reviews()
    {
        var (page, _) = await shop.Visit();
        await OpenCheckout(page);

        await Frame(page).GetByTestId("qliro-pay-onhold").ClickAsync();

        await Assertions.Expect(page.GetByTestId("order-status")).ToHaveTextAsync("accepted");
        await Assertions.Expect(page.GetByTestId("payment-state")).ToHaveTextAsync("pending");
    }

    [Fact]
    public async Task Should_stay_in_the_checkout_when_the_payment_is_declined()
    {
        var (page, _) = await shop.Visit();
        await OpenCheckout(page);

        await Frame(page).GetByTestId("qliro-pay-decline").ClickAsync();

        await Assertions.Expect(Frame(page).GetByTestId("qliro-notice")).ToBeVisibleAsync();
        page.Url.ShouldContain("/checkout");
    }

    private static async Task OpenCheckout(IPage page)
    {
        var quantity = page.Locator("[data-testid^=quantity-]").First;
        await quantity.FillAsync("2");
        await page.GetByTestId("go-to-checkout").ClickAsync();
        await Assertions.Expect(Frame(page).GetByTestId("qliro-form")).ToBeVisibleAsync();
        // The frame reports its customer at once; the shop then copies the data and renders the cart again, over what
        // is typed meanwhile.
        await Assertions.Expect(page.Locator("#page")).ToHaveAttributeAsync("data-customer-update", "200");
        await Assertions.Expect(page.GetByTestId("busy")).ToBeHiddenAsync();
    }

    private static IFrameLocator Frame(IPage page) => page.FrameLocator("[data-testid=snippet] iframe");
}
