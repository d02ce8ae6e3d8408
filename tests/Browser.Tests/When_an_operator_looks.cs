using System.Text.Json.Nodes;
using Microsoft.Playwright;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Browser.Tests;

public sealed class When_an_operator_looks(ShopBrowser shop) : IClassFixture<ShopBrowser>
{
    private const int ReloadsMax = 100;

    [Fact]
    public async Task Should_see_what_happened_to_a_payment()
    {
        var order = await Buy();

        var (page, complaints) = await LogIn();
        await ShopBrowser.Photograph(page, "ops-1-overview");

        await page.GetByTestId("search-text").FillAsync(order);
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByTestId("timeline")).ToContainTextAsync("Qliro completed the purchase");
        await Assertions.Expect(page.GetByTestId("timeline")).ToContainTextAsync("Norce PUT state");
        await ShopBrowser.Photograph(page, "ops-2-payment");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_see_a_payment_as_it_was_and_what_a_commit_changed()
    {
        var order = await Buy();

        var (page, complaints) = await LogIn();
        await page.GetByTestId("quick-search").FillAsync(order);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("state")).ToContainTextAsync("reserved");
        var bought = page.GetByTestId("timeline-row").Filter(new() { HasText = "Purchase approved" }).First;
        await bought.GetByTestId("what-changed").ClickAsync();
        await ReloadUntil(page, () => page.GetByTestId("changes").IsVisibleAsync());
        var change = page.GetByTestId("change").Filter(new() { Has = page.GetByText("state", new() { Exact = true }) });
        await Assertions.Expect(change).ToContainTextAsync("Intent");
        await Assertions.Expect(change).ToContainTextAsync("Processing");
        await Assertions.Expect(page.GetByTestId("state")).ToContainTextAsync("processing");
        await Assertions.Expect(page.GetByTestId("timeline")).Not.ToContainTextAsync("Qliro completed the purchase");
        await ShopBrowser.Photograph(page, "ops-9-as-it-was");
        await page.GetByTestId("version-before").ClickAsync();
        await Assertions.Expect(page.GetByTestId("state")).ToContainTextAsync("intent");
        await page.GetByTestId("back-to-now").ClickAsync();
        await Assertions.Expect(page.GetByTestId("state")).ToContainTextAsync("reserved");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_resume_a_parked_payment_and_repair_what_norce_lost()
    {
        var norce = shop.Sandbox.Norce;
        using var client = shop.Sandbox.CreateClient();
        var order = norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        (await client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null)).EnsureSuccessStatusCode();
        norce.Faults.On("PUT", $"/{order}/payments/").After(1).Answer(
            422, """{"code":"order-bad-request","message":"Not like this."}""", times: int.MaxValue);
        (await shop.Sandbox.Qliro.CompleteAsync(shop.Sandbox.Qliro.OrderIds[^1])).Accepted.ShouldBeTrue();
        await shop.Sandbox.Qliro.FlushPushes();

        var (page, complaints) = await LogIn();
        var parked = page.GetByTestId("parked-payments").GetByTestId("payment-link").First;
        await ReloadUntil(page, () => parked.IsVisibleAsync());
        await parked.ClickAsync();
        await Assertions.Expect(page.GetByTestId("outbox")).ToContainTextAsync("Not like this.");
        await ShopBrowser.Photograph(page, "ops-3-parked");
        norce.Faults.Clear();
        await page.GetByTestId("ask-to-resume").ClickAsync();
        await page.GetByTestId("reason").FillAsync("Norce is repaired");
        await page.GetByTestId("resume").ClickAsync();

        await ReloadUntil(page, () => Says(page, "status", "The outbox is empty."));
        await Assertions.Expect(page.GetByTestId("status")).ToContainTextAsync("The outbox is empty.");
        norce.Status(order).ShouldBe("completed");

        norce.Overwrite(order, lost => lost["payments"]![0]!["actions"] = new JsonArray());
        await page.GetByTestId("compare").ClickAsync();
        await Assertions.Expect(page.GetByTestId("discrepancy-actions-differ-at-norce")).ToBeVisibleAsync();
        await ShopBrowser.Photograph(page, "ops-4-discrepancies");
        norce.LivePayment(order)!["actions"]!.AsArray().ShouldBeEmpty();
        await page.GetByTestId("reason").FillAsync("Norce lost them");
        await page.GetByTestId("refresh").ClickAsync();

        await ReloadUntil(page, () => Says(page, "timeline", "repaired actions-differ-at-norce"));
        await Assertions.Expect(page.GetByTestId("timeline")).ToContainTextAsync("repaired actions-differ-at-norce");
        await ReloadUntil(page, () => Task.FromResult(norce.LivePayment(order)!["actions"]!.AsArray().Count == 2));
        norce.LivePayment(order)!["actions"]!.AsArray().Count.ShouldBe(2);
        complaints.ShouldBeEmpty();
    }

    /// <summary>A page shows one moment; work that is done after an answer shows only on a later load.</summary>
    private static async Task ReloadUntil(IPage page, Func<Task<bool>> holds)
    {
        for (var look = 0; look < ReloadsMax && !await holds(); look++) await page.ReloadAsync();
    }

    private static async Task<bool> Says(IPage page, string testId, string text)
        => (await page.GetByTestId(testId).InnerTextAsync()).Contains(text, StringComparison.Ordinal);

    private async Task<string> Buy()
    {
        using var client = shop.Sandbox.CreateClient();
        var order = shop.Sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        (await client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null)).EnsureSuccessStatusCode();
        (await shop.Sandbox.Qliro.CompleteAsync(shop.Sandbox.Qliro.OrderIds[^1])).Accepted.ShouldBeTrue();
        await shop.Sandbox.Qliro.FlushPushes();
        return order;
    }

    private async Task<(IPage Page, List<string> Complaints)> LogIn()
    {
        var (page, complaints) = await shop.Open(shop.Sandbox.AdapterUrl + "/ops");
        await page.Locator("input[type=password]").FillAsync(SandboxHost.OpsToken);
        await page.GetByTestId("log-in").ClickAsync();
        await Assertions.Expect(page.GetByTestId("states")).ToBeVisibleAsync();
        return (page, complaints);
    }

    [Fact]
    public async Task Should_read_the_api_pages()
    {
        var (page, complaints) = await shop.Open(shop.Sandbox.AdapterUrl + "/");

        await Assertions.Expect(page.GetByText("/payments").First).ToBeVisibleAsync();
        await ShopBrowser.Photograph(page, "docs", isLong: true);
        complaints.ShouldBeEmpty();
    }
}
