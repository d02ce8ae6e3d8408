using System.Text.Json;
using Microsoft.Playwright;

namespace QliroAdapter.Browser.Tests;

/// <summary>client/js/storefront.js in the demo shop's checkout: what it does when things do not go straight on.</summary>
[Collection(TheShop.Name)]
public sealed class When_a_storefront_uses_the_script(ShopBrowser shop)
{
    /// <summary>Writes down what the page asks of the frame, without changing it.</summary>
    private const string Listen =
        """
        window.asked = [];
        for (const name of ['lock', 'unlock', 'onOrderUpdated']) {
          const own = window.q1[name];
          window.q1[name] = (...given) => { window.asked.push(name); return own(...given); };
        }
        void 0;
        """;

    /// <summary>A snippet as Qliro's: a script that hands over its q1, here one that does nothing.</summary>
    private const string Snippet =
        """
        <p data-testid="stub">Drawn.</p><script data-kept="yes">
        window.q1 = new Proxy({}, { get: () => () => undefined });
        window.isKept = document.currentScript.dataset.kept;
        window.q1Ready(window.q1);
        </script>
        """;

    [Fact]
    public async Task Should_lock_the_frame_from_the_first_change_to_the_last()
    {
        var page = await OpenCheckout();
        await page.EvaluateAsync(Listen);

        // The second change comes while the first is on its way.
        await page.EvaluateAsync(
            """
            for (const [at, wanted] of [[0, 3], [1, 4]]) {
              const input = document.querySelectorAll('#cart input')[at];
              input.value = wanted;
              input.dispatchEvent(new Event('change'));
            }
            """);

        await Assertions.Expect(Frame(page).GetByTestId("qliro-total")).ToHaveTextAsync("1371.00");
        await Assertions.Expect(page.GetByTestId("busy")).ToBeHiddenAsync();
        (await Asked(page)).ShouldBe(["lock", "lock", "onOrderUpdated", "unlock"]);
        await Assertions.Expect(page.GetByTestId("to-pay")).ToHaveTextAsync("1371.00");

        await Change(page, 1);
        await Assertions.Expect(Frame(page).GetByTestId("qliro-total")).ToHaveTextAsync("1121.00");
        await Assertions.Expect(page.GetByTestId("busy")).ToBeHiddenAsync();
        (await Asked(page))[4..].ShouldBe(["lock", "unlock"], "the poll is registered once");
    }

    [Fact]
    public async Task Should_show_why_a_change_was_refused_and_leave_the_frame_usable()
    {
        var page = await OpenCheckout();
        await page.EvaluateAsync(Listen);
        await page.RouteAsync("**/rows/*", route => route.FulfillAsync(new() { Status = 409, Body = "{}" }));

        await Change(page, 5);

        await Assertions.Expect(page.GetByTestId("message")).ToHaveTextAsync("The cart could not be changed.");
        await Assertions.Expect(page.GetByTestId("busy")).ToBeHiddenAsync();
        (await Asked(page)).ShouldBe(["lock", "onOrderUpdated", "unlock"]);
        await Pay(page);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("100")]
    public async Task Should_take_back_what_is_no_quantity(string typed)
    {
        var page = await OpenCheckout();
        await page.EvaluateAsync(Listen);
        var input = page.GetByTestId("cart").Locator("input").First;
        await input.FillAsync(typed);
        await input.BlurAsync();

        await Assertions.Expect(input).ToHaveValueAsync("1");
        (await Asked(page)).ShouldBeEmpty();
        await Assertions.Expect(page.GetByTestId("cart").Locator("tr")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Should_show_what_another_tab_has_changed_when_it_is_seen_again()
    {
        var page = await OpenCheckout();
        var (other, _) = await shop.Open(page.Url);
        await Assertions.Expect(Frame(other).GetByTestId("qliro-form")).ToBeVisibleAsync();
        await Assertions.Expect(other.GetByTestId("busy")).ToBeHiddenAsync();
        await page.EvaluateAsync(Listen);
        await Change(other, 3);
        await Assertions.Expect(Frame(other).GetByTestId("qliro-total")).ToHaveTextAsync("624.00");

        await page.EvaluateAsync("window.dispatchEvent(new Event('focus'))");

        await Assertions.Expect(page.GetByTestId("to-pay")).ToHaveTextAsync("624.00");
        await Assertions.Expect(Frame(page).GetByTestId("qliro-total")).ToHaveTextAsync("624.00");
        await Assertions.Expect(page.GetByTestId("busy")).ToBeHiddenAsync();
        (await Asked(page)).ShouldBe(["lock", "onOrderUpdated", "unlock"]);

        await page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await Pay(page);
        await other.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await Assertions.Expect(other.GetByTestId("order-status")).ToHaveTextAsync("completed");
    }

    [Fact]
    public async Task Should_leave_the_frame_alone_when_nothing_was_changed()
    {
        var page = await OpenCheckout();
        await page.EvaluateAsync(Listen);
        await page.RunAndWaitForResponseAsync(
            () => page.EvaluateAsync("window.dispatchEvent(new Event('focus'))"),
            answer => answer.Url.Contains("/api/orders/", StringComparison.Ordinal));
        await Change(page, 2);
        await Assertions.Expect(page.GetByTestId("busy")).ToBeHiddenAsync();
        (await Asked(page)).ShouldBe(["lock", "onOrderUpdated", "unlock"]);
    }

    [Fact]
    public async Task Should_sell_after_a_session_has_expired()
    {
        var page = await OpenCheckout();
        var order = OrderOf(page);
        var first = (string)shop.Sandbox.Norce.LivePayment(order)!["id"]!;

        await ExpireSession(page, order);

        await Assertions.Expect(Frame(page).GetByTestId("qliro-form")).ToBeVisibleAsync();
        ((string)shop.Sandbox.Norce.LivePayment(order)!["id"]!).ShouldNotBe(first, "it was removed, and another made");
        await Pay(page);
    }

    [Fact]
    public async Task Should_keep_the_payment_in_an_app_when_its_session_has_expired()
    {
        var page = await OpenCheckout("&app=true");
        var order = OrderOf(page);
        var first = (string)shop.Sandbox.Norce.LivePayment(order)!["id"]!;

        await ExpireSession(page, order);

        await Assertions.Expect(Frame(page).GetByTestId("qliro-form")).ToBeVisibleAsync();
        ((string)shop.Sandbox.Norce.LivePayment(order)!["id"]!).ShouldBe(first);
        await Pay(page);
    }

    [Fact]
    public async Task Should_make_a_payment_when_the_adapter_no_longer_has_it()
    {
        var page = await OpenCheckout();
        await page.RouteAsync("**/payments/*", route => route.FulfillAsync(new() { Status = 404 }));
        await page.RouteAsync("**/payments", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = JsonSerializer.Serialize(new { paymentId = "pAnother", htmlSnippet = Snippet }),
        }));

        await page.ReloadAsync();

        await Assertions.Expect(page.GetByTestId("stub")).ToBeVisibleAsync();
        (await page.EvaluateAsync<string>("window.isKept")).ShouldBe("yes", "the script ran, with its attributes");
    }

    [Fact]
    public async Task Should_try_a_failed_call_three_times_and_then_offer_another()
    {
        var page = await OpenCheckout();
        var calls = 0;
        await page.RouteAsync("**/payments/*", async route =>
        {
            if (++calls > 5) await route.ContinueAsync();
            else await route.FulfillAsync(new() { Status = 502, Body = """{"message":"Qliro is away."}""" });
        });

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("message")).ToHaveTextAsync("Qliro is away.");
        calls.ShouldBe(3);
        await page.GetByTestId("retry").ClickAsync();

        await Assertions.Expect(Frame(page).GetByTestId("qliro-form")).ToBeVisibleAsync();
        calls.ShouldBeGreaterThanOrEqualTo(6);
        await Pay(page);
    }

    [Fact]
    public async Task Should_lead_to_where_the_order_belongs()
    {
        var page = await OpenCheckout();
        var order = OrderOf(page);

        await page.GotoAsync($"{shop.Sandbox.Shop!.BaseUrl}/confirmation?orderId={order}");
        await page.WaitForURLAsync("**/checkout?*");
        await Pay(page);
        await page.GotoAsync($"{shop.Sandbox.Shop!.BaseUrl}/checkout?orderId={order}");

        await page.WaitForURLAsync("**/confirmation?*");
        await Assertions.Expect(page.GetByTestId("order-status")).ToHaveTextAsync("completed");
    }

    private async Task<IPage> OpenCheckout(string more = "")
    {
        var (page, _) = await shop.Visit();
        await page.GetByTestId("go-to-checkout").ClickAsync();
        await Assertions.Expect(page.Locator("#page")).ToHaveAttributeAsync("data-customer-update", "200");
        if (more.Length > 0)
        {
            await page.GotoAsync(page.Url + more);
            await Assertions.Expect(page.Locator("#page")).ToHaveAttributeAsync("data-customer-update", "200");
        }
        await Assertions.Expect(page.GetByTestId("busy")).ToBeHiddenAsync();
        return page;
    }

    private static async Task Change(IPage page, int quantity)
    {
        var input = page.GetByTestId("cart").Locator("input").First;
        await input.FillAsync($"{quantity}");
        await input.BlurAsync();
    }

    /// <summary>The page finds out by itself, within the five seconds in which Qliro's script looks.</summary>
    private async Task ExpireSession(IPage page, string order)
    {
        await page.EvaluateAsync("document.getElementById('page').dataset.customerUpdate = ''");
        shop.Sandbox.Qliro.ExpireSession(
            long.Parse((string)shop.Sandbox.Norce.LivePayment(order)!["reference"]!, null));
        await Assertions.Expect(page.Locator("#page")).ToHaveAttributeAsync("data-customer-update", "200");
        await Assertions.Expect(page.GetByTestId("busy")).ToBeHiddenAsync();
    }

    private static async Task Pay(IPage page)
    {
        await Frame(page).GetByTestId("qliro-pay").ClickAsync();
        await Assertions.Expect(page.GetByTestId("order-status")).ToHaveTextAsync("completed");
    }

    private static string OrderOf(IPage page) => page.Url.Split("orderId=")[1].Split('&')[0];

    private static async Task<string[]> Asked(IPage page) => await page.EvaluateAsync<string[]>("window.asked");

    private static IFrameLocator Frame(IPage page) => page.FrameLocator("[data-testid=snippet] iframe");
}
