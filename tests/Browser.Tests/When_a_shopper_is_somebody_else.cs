using Microsoft.Playwright;

namespace QliroAdapter.Browser.Tests;

/// <summary>The simulated frame in other languages, for companies, and with deliveries to choose from.</summary>
[Collection(TheShop.Name)]
public sealed class When_a_shopper_is_somebody_else(ShopBrowser shop)
{
    [Theory]
    [InlineData("SE", "sv", "Betala", "790625-5307")]
    [InlineData("NO", "nb", "Betal", "22034149589")]
    [InlineData("FI", "fi", "Maksa", "201042-9991")]
    [InlineData("DK", "da", "Betal", "0208429205")]
    [InlineData("DE", "de", "Bezahlen", "790625-5307")]
    [InlineData("NL", "en", "Pay", "790625-5307")]
    public async Task Should_read_the_frame_in_the_orders_language(
        string market, string language, string pay, string number)
    {
        var page = await OpenCheckout(market);

        await Assertions.Expect(Frame(page).Locator("html")).ToHaveAttributeAsync("lang", language);
        await Assertions.Expect(Frame(page).GetByTestId("qliro-pay")).ToHaveTextAsync(pay);
        await Assertions.Expect(Frame(page).GetByTestId("qliro-personalNumber")).ToHaveValueAsync(number);
        await Frame(page).GetByTestId("qliro-pay").ClickAsync();
        await Assertions.Expect(page.GetByTestId("order-status")).ToHaveTextAsync("completed");
    }

    [Fact]
    public async Task Should_buy_as_a_company()
    {
        var page = await OpenCheckout("SE");
        await Assertions.Expect(Frame(page).GetByTestId("qliro-companyName")).ToBeHiddenAsync();

        await Frame(page).GetByTestId("qliro-kind-company").CheckAsync();
        await Assertions.Expect(Frame(page).GetByTestId("qliro-personalNumber")).ToBeHiddenAsync();
        await ShopBrowser.Photograph(page, "frame-company");
        await Pay(page);

        await Assertions.Expect(page.GetByTestId("order-status")).ToHaveTextAsync("completed");
        var customer = shop.Sandbox.Norce.Order(page.Url.Split("orderId=")[1].Split('&')[0])["customer"]!;
        ((string)customer["billing"]!["type"]!).ShouldBe("organization");
        customer.ToJsonString().ShouldContain("556001-1982");
        customer.ToJsonString().ShouldNotContain("790625-5307");
    }

    [Theory]
    [InlineData("770530-1773", "accepted")]
    [InlineData("556001-1982", "completed")]
    public async Task Should_end_as_the_test_person_does(string number, string status)
    {
        var page = await OpenCheckout("SE");

        await Frame(page).GetByTestId("qliro-test-person").SelectOptionAsync(number);
        await Pay(page);

        await Assertions.Expect(page.GetByTestId("order-status")).ToHaveTextAsync(status);
    }

    [Fact]
    public async Task Should_be_told_by_the_frame_alone_that_qliro_denies_the_credit()
    {
        var page = await OpenCheckout("SE");

        await Frame(page).GetByTestId("qliro-test-person").SelectOptionAsync("750420-8104");
        await Pay(page);

        await Assertions.Expect(Frame(page).GetByTestId("qliro-notice")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("message")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Should_choose_the_delivery_in_the_frame()
    {
        var page = await OpenCheckout("SE", "frame");

        await Frame(page).GetByTestId("qliro-shipping-postombud").CheckAsync();
        await Assertions.Expect(page.Locator("#page")).ToHaveAttributeAsync("data-shipping-update", "200");
        await Frame(page).GetByTestId("qliro-shipping-hemleverans").CheckAsync();
        await Assertions.Expect(page.GetByTestId("shipping")).ToHaveTextAsync("99.00");
        await Assertions.Expect(page.GetByTestId("busy")).ToBeHiddenAsync();
        await ShopBrowser.Photograph(page, "frame-deliveries");
        await Pay(page);

        await Assertions.Expect(page.GetByTestId("order-status")).ToHaveTextAsync("completed");
    }

    private async Task<IPage> OpenCheckout(string market, string delivery = "")
    {
        var (page, _) = await shop.Visit();
        await page.GetByTestId("market").SelectOptionAsync(market);
        await page.GetByTestId("freight").SelectOptionAsync(delivery);
        await page.GetByTestId("go-to-checkout").ClickAsync();
        await Assertions.Expect(page.Locator("#page")).ToHaveAttributeAsync("data-customer-update", "200");
        await Assertions.Expect(page.GetByTestId("busy")).ToBeHiddenAsync();
        return page;
    }

    // What was typed is forwarded when the field is left: the button waits for it.
    private static async Task Pay(IPage page)
    {
        await Assertions.Expect(page.GetByTestId("busy")).ToBeHiddenAsync();
        await Frame(page).GetByTestId("qliro-pay").ClickAsync();
    }

    private static IFrameLocator Frame(IPage page) => page.FrameLocator("[data-testid=snippet] iframe");
}
