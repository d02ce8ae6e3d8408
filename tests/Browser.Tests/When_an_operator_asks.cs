using System.Text.RegularExpressions;
using Microsoft.Playwright;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Browser.Tests;

/// <summary>
/// What operations ask at night, each answered by the console with one search and one click at most. Norce refuses the
/// writes of one purchase, and Qliro has gone down.
/// </summary>
public sealed partial class When_an_operator_asks(TroubledShop shop) : IClassFixture<TroubledShop>
{
    [Fact]
    public async Task Should_learn_whether_qliro_is_down_and_since_when()
    {
        var page = await shop.LogIn();
        var qliro = page.GetByTestId("partner-Qliro").First;
        await Assertions.Expect(qliro).ToContainTextAsync("does not answer: circuit open since");
        await Assertions.Expect(qliro).ToContainTextAsync(ATime());
        await Assertions.Expect(page.GetByTestId("partners-failing")).Not.ToHaveTextAsync("0");
        await ShopBrowser.Photograph(page, "ops-5-trouble");
    }

    [Fact]
    public async Task Should_learn_how_many_wait_and_how_long_the_oldest()
    {
        var page = await shop.LogIn();
        await Assertions.Expect(page.GetByTestId("outbox-depth")).Not.ToHaveTextAsync("0");
        await Assertions.Expect(page.GetByTestId("outbox-oldest")).Not.ToHaveTextAsync("nothing waits");
    }

    [Fact]
    public async Task Should_learn_the_error_rate_and_the_p99_of_pushes_of_the_last_hour()
    {
        var page = await shop.LogIn();
        await Assertions.Expect(page.GetByTestId("error-rate")).ToHaveTextAsync(APercentage());
        await Assertions.Expect(page.GetByTestId("push-p99")).ToHaveTextAsync(ADuration());
    }

    [Fact]
    public async Task Should_learn_which_merchant_is_affected()
    {
        var page = await shop.LogIn();
        var merchant = page.GetByTestId($"merchant-{shop.Sandbox.Merchant}");
        await Assertions.Expect(merchant).ToContainTextAsync("affected");
        await Assertions.Expect(merchant.GetByTestId("merchant-errors")).Not.ToHaveTextAsync("0");
    }

    [Fact]
    public async Task Should_learn_which_version_runs()
    {
        var page = await shop.LogIn();
        await Assertions.Expect(page.GetByTestId("version").First).ToContainTextAsync("1.0.0");
    }

    [Fact]
    public async Task Should_learn_which_node_holds_a_payment()
    {
        var page = await shop.LogIn();
        await page.GetByTestId("search-text").FillAsync(shop.Order);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("holder")).ToContainTextAsync("Held by S127.0.0.1");
    }

    [Fact]
    public async Task Should_learn_which_settings_are_in_force()
    {
        var page = await shop.LogIn();
        await page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("setting-Norce:Token")).ToContainTextAsync("***");
        await Assertions.Expect(page.GetByTestId("setting-Silo:QueueLimit")).ToContainTextAsync("default");
    }

    [Fact]
    public async Task Should_have_a_channel_checked_as_the_doctor_does()
    {
        var page = await shop.LogIn();
        await page.GetByRole(AriaRole.Link, new() { Name = "Channels" }).ClickAsync();
        await page.GetByTestId("channel-link").First.ClickAsync();
        await page.GetByTestId("check").ClickAsync();
        var checks = page.GetByTestId("checks");
        await Assertions.Expect(checks).ToContainTextAsync($"configuration {shop.Sandbox.Merchant}/{shop.Sandbox.Channel}");
        await Assertions.Expect(checks.GetByRole(AriaRole.Row).Filter(new() { HasText = "qliro checkout api" }).First)
            .ToContainTextAsync("fails");
        await Assertions.Expect(page.GetByTestId("setting-merchantApiSecret")).ToContainTextAsync("***");
    }

    /// <summary>The script draws what the table says, puts new figures into the page, and can be told to stop.</summary>
    [Fact]
    public async Task Should_see_charts_that_are_live_until_switched_off()
    {
        var page = await shop.LogIn();
        await Assertions.Expect(page.Locator(".plot")).ToHaveCountAsync(4);
        var before = await page.GetByTestId("as-of").InnerTextAsync();
        await page.Clock.InstallAsync();
        await page.ReloadAsync();
        await page.Clock.RunForAsync(11_000);
        await Assertions.Expect(page.GetByTestId("as-of")).Not.ToHaveTextAsync(before);
        await Assertions.Expect(page.Locator(".plot")).ToHaveCountAsync(4);

        await page.GetByTestId("live").ClickAsync();

        await Assertions.Expect(page.GetByTestId("live")).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(page.GetByText("Live refresh is off.")).ToBeVisibleAsync();
        shop.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_read_the_same_without_scripts()
    {
        var page = await shop.LogIn(withScripts: false);
        await Assertions.Expect(page.GetByTestId("push-p99")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("live")).ToHaveCountAsync(0);
        await page.GetByText("Minute by minute").First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("minutes").Locator("tbody tr").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("refresh-page")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Should_get_everywhere_with_the_keyboard()
    {
        var page = await shop.LogIn();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByText("Skip to content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Payments", Exact = true })).ToBeFocusedAsync();
        (await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle")).ShouldBe("solid");
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", RegexOptions.None, 1000)]
    private static partial Regex ATime();

    [GeneratedRegex(@"^[1-9][\d.]* %$", RegexOptions.None, 1000)]
    private static partial Regex APercentage();

    [GeneratedRegex(@"^[\d.]+ m?s$", RegexOptions.None, 1000)]
    private static partial Regex ADuration();
}

/// <summary>A shop with a purchase of which Norce takes nothing, and a Qliro that has gone down.</summary>
public sealed class TroubledShop : IAsyncLifetime
{
    private const int CallsUntilOpen = 12;

    private readonly ShopBrowser browser = new();

    public SandboxHost Sandbox => browser.Sandbox;

    /// <summary>The order of that purchase.</summary>
    public string Order { get; private set; } = "";

    /// <summary>Errors of scripts on the pages.</summary>
    public List<string> Complaints { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await browser.InitializeAsync();
        using var client = Sandbox.CreateClient();
        Order = Sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        (await client.PostAsync($"/api/checkout/v1/orders/{Order}/payments", null)).EnsureSuccessStatusCode();
        (await Sandbox.Qliro.CompleteAsync(Sandbox.Qliro.OrderIds[^1])).Accepted.ShouldBeTrue();
        Sandbox.Norce.Faults.On("PUT", $"/{Order}/").Answer(503, times: int.MaxValue);
        await Sandbox.Qliro.FlushPushes();
        Sandbox.Qliro.Faults.GoDown();
        for (var call = 0; call < CallsUntilOpen; call++)
        {
            var other = Sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
            await client.PostAsync($"/api/checkout/v1/orders/{other}/payments", null);
        }
    }

    /// <summary>The overview, as a new operator sees it.</summary>
    public async Task<IPage> LogIn(bool withScripts = true)
    {
        var (page, complaints) = await browser.Open(Sandbox.AdapterUrl + "/ops", withScripts);
        await page.Locator("input[type=password]").FillAsync(SandboxHost.OpsToken);
        await page.GetByTestId("log-in").ClickAsync();
        await Assertions.Expect(page.GetByTestId("states")).ToBeVisibleAsync();
        Complaints.AddRange(complaints);
        return page;
    }

    public ValueTask DisposeAsync() => browser.DisposeAsync();
}
