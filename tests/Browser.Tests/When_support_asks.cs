using Microsoft.Playwright;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Browser.Tests;

/// <summary>
/// The questions of support, each answered by at most one search and one click: the search is by what a shop or a
/// shopper names, and leads to the payment when it finds one.
/// </summary>
public sealed class When_support_asks(ShopBrowser shop) : IClassFixture<ShopBrowser>
{
    private const int ReloadsMax = 100;

    [Fact]
    public async Task Should_learn_what_happened_whether_the_customer_paid_and_that_nothing_is_captured()
    {
        var (order, _) = await Buy();
        var page = await Found(order);
        // What happened?
        await Assertions.Expect(page.GetByTestId("way")).ToContainTextAsync("intent");
        await Assertions.Expect(page.GetByTestId("timeline")).ToContainTextAsync("Qliro completed the purchase");
        // Did the customer pay? Is it captured?
        await Assertions.Expect(page.GetByTestId("status")).ToContainTextAsync("Bought: the money is reserved");
        await Assertions.Expect(page.GetByTestId("path").Locator("[aria-current=step]")).ToContainTextAsync("reserved");
        await ShopBrowser.Photograph(page, "ops-6-path");
    }

    [Fact]
    public async Task Should_learn_that_it_is_captured_by_which_transactions_and_that_a_refund_was_booked_once()
    {
        var (order, payment) = await Buy();
        using var client = shop.Sandbox.CreateClient();
        foreach (var operation in (string[])["capture", "refund"])
        {
            (await client.PostAsync($"/api/order/v1/orders/{order}/payments/{payment}/{operation}", null))
                .EnsureSuccessStatusCode();
            shop.Sandbox.Qliro.FinishOpenTransactions(shop.Sandbox.Qliro.OrderIds[^1]);
            await shop.Sandbox.Qliro.FlushPushes();
        }
        var page = await Found(order);
        await ReloadUntil(page, () => Says(page, "operations", "refund"));
        await Assertions.Expect(page.GetByTestId("captured")).ToContainTextAsync("250.00 SEK");
        // Was this refund booked twice?
        (await page.GetByTestId("operations").GetByText("refund", new() { Exact = true }).CountAsync()).ShouldBe(1);
        await ReloadUntil(page, () => Says(page, "refunded", "250.00 SEK"));
        await Assertions.Expect(page.GetByTestId("refunded")).ToContainTextAsync("250.00 SEK");
    }

    [Fact]
    public async Task Should_learn_why_it_is_not_completed_who_must_act_and_what_a_resume_would_do()
    {
        var (order, _) = await Buy((norce, id) => norce.Faults.On("PUT", $"/{id}/payments/").After(1).Answer(
            422, """{"code":"order-bad-request","message":"Not like this."}""", times: int.MaxValue));
        try
        {
            var page = await Found(order);
            await ReloadUntil(page, () => Says(page, "status", "It waits for an operator"));
            // Why is it not completed in Norce? Who must act?
            await Assertions.Expect(page.GetByTestId("status")).ToContainTextAsync("Not like this.");
            await Assertions.Expect(page.GetByTestId("status")).ToContainTextAsync("It waits for an operator");
            // What would a resume do?
            await page.GetByTestId("ask-to-resume").ClickAsync();
            await Assertions.Expect(page.GetByTestId("preview")).ToContainTextAsync("delivered at once");
            await Assertions.Expect(page.GetByTestId("preview")).ToContainTextAsync("Then all is compared.");
            await ShopBrowser.Photograph(page, "ops-7-preview");
        }
        finally
        {
            shop.Sandbox.Norce.Faults.Clear();
        }
    }

    [Fact]
    public async Task Should_learn_when_the_next_try_is_and_what_a_retry_would_do()
    {
        var (order, _) = await Buy((norce, id) => norce.Faults.On("PUT", $"/{id}/state").After(1)
            .Answer(503, times: int.MaxValue));
        try
        {
            var page = await Found(order);
            await ReloadUntil(page, async () => await page.GetByTestId("outbox").IsVisibleAsync());
            // When is the next try?
            await Assertions.Expect(page.GetByTestId("outbox-SyncNorce").Locator("time").Last).ToBeVisibleAsync();
            // What would a retry do?
            await page.GetByTestId("ask-to-retry").ClickAsync();
            await Assertions.Expect(page.GetByTestId("outbox-SyncNorce")).ToContainTextAsync("order state at Norce");
        }
        finally
        {
            shop.Sandbox.Norce.Faults.Clear();
        }
    }

    [Fact]
    public async Task Should_learn_which_calls_were_made()
    {
        var (order, _) = await Buy();
        var page = await Found(order);
        await page.GetByTestId("calls").First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("timeline-call").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("timeline")).ToContainTextAsync("Norce PUT state: 20");
        // With which bodies? One click opens all that are kept.
        await ReloadUntil(page, async () => await page.GetByTestId("bodies").IsVisibleAsync()
            && (await page.GetByTestId("bodies").TextContentAsync())!.Contains("Norce PUT state", StringComparison.Ordinal));
        await page.GetByText("Calls with their bodies").ClickAsync();
        var bodies = page.GetByTestId("body").Filter(new() { HasText = "Norce PUT state" });
        await Assertions.Expect(bodies.GetByText("processing").First).ToBeVisibleAsync();
        (await page.ContentAsync()).ShouldNotContain("MerchantApiKey\":\"DEMO");
    }

    [Fact]
    public async Task Should_export_for_support_as_json_and_as_a_table()
    {
        var (order, payment) = await Buy();
        var page = await Found(order);
        foreach (var (link, ending) in (IEnumerable<(string, string)>)[("export", "json"), ("export-csv", "csv")])
        {
            var file = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId(link).ClickAsync());
            file.SuggestedFilename.ShouldBe($"payment-{payment}.{ending}");
            (await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken)).ShouldContain(order);
        }
    }

    [Fact]
    public async Task Should_hold_with_a_reason_see_it_everywhere_and_release()
    {
        var (order, _) = await Buy();
        var page = await Found(order);
        await page.GetByTestId("ask-to-hold").ClickAsync();
        await Assertions.Expect(page.GetByTestId("preview")).ToContainTextAsync("recorded and waits");
        await page.GetByTestId("reason").FillAsync("the bank asks");
        await page.GetByTestId("hold").ClickAsync();
        await Assertions.Expect(page.GetByTestId("status")).ToContainTextAsync("the bank asks");
        await ShopBrowser.Photograph(page, "ops-8-held");
        await page.GotoAsync(shop.Sandbox.AdapterUrl + "/ops?held=on");
        await Assertions.Expect(page.GetByTestId("held").First).ToBeVisibleAsync();
        await page.GetByTestId("payment-link").First.ClickAsync();
        await page.GetByTestId("ask-to-release").ClickAsync();
        await page.GetByTestId("reason").FillAsync("the bank is content");
        await page.GetByTestId("release").ClickAsync();
        await Assertions.Expect(page.GetByTestId("timeline")).ToContainTextAsync("releases the outbox: the bank is content");
        await Assertions.Expect(page.GetByTestId("status")).Not.ToContainTextAsync("It is held");
    }

    /// <summary>One search by the order's number, which finds one payment.</summary>
    private async Task<IPage> Found(string order)
    {
        var (page, _) = await shop.Open(shop.Sandbox.AdapterUrl + "/ops");
        await page.Locator("input[type=password]").FillAsync(SandboxHost.OpsToken);
        await page.GetByTestId("log-in").ClickAsync();
        await page.GetByTestId("search-text").FillAsync(order);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("order-link")).ToHaveTextAsync(order);
        return page;
    }

    private async Task<(string Order, string Payment)> Buy(
        Action<NorceSimulator, string>? trouble = null)
    {
        shop.Sandbox.Norce.Faults.Clear();
        using var client = shop.Sandbox.CreateClient();
        var order = shop.Sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        (await client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null)).EnsureSuccessStatusCode();
        trouble?.Invoke(shop.Sandbox.Norce, order);
        (await shop.Sandbox.Qliro.CompleteAsync(shop.Sandbox.Qliro.OrderIds[^1])).Accepted.ShouldBeTrue();
        await shop.Sandbox.Qliro.FlushPushes();
        return (order, (string)shop.Sandbox.Norce.LivePayment(order)!["id"]!);
    }

    private static async Task ReloadUntil(IPage page, Func<Task<bool>> holds)
    {
        for (var look = 0; look < ReloadsMax && !await holds(); look++) await page.ReloadAsync();
    }

    private static async Task<bool> Says(IPage page, string testId, string text)
        => await page.GetByTestId(testId).IsVisibleAsync()
            && (await page.GetByTestId(testId).InnerTextAsync()).Contains(text, StringComparison.Ordinal);
}
