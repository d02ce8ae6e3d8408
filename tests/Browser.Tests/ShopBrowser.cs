using Microsoft.Playwright;
using QliroAdapter.Sandbox;

namespace QliroAdapter.Browser.Tests;

/// <summary>
/// The sandbox on free ports, and a real Chromium in front of its shop. One for all tests: starting both takes seconds.
/// With <c>QLIRO_SHOP</c>, the shop of a sandbox that runs already: only for situations that need nothing but the shop
/// (eng/first-order.sh).
/// </summary>
public sealed class ShopBrowser : IAsyncLifetime
{
    // Milliseconds. Long, because the machine may be busy with other tests.
    public const float TimeoutMilliseconds = 60_000;

    /// <summary>How Chromium is started; without it, the message says what to install.</summary>
    public static BrowserTypeLaunchOptions Chromium
    {
        get
        {
            var chromium = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
            File.Exists(chromium).ShouldBeTrue($"The browser tests need Chromium at {chromium}: install Debian's package "
                + "chromium, or name it in CHROMIUM.");
            return new()
            {
                ExecutablePath = chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync"],
            };
        }
    }

    private readonly string? shopElsewhere = Environment.GetEnvironmentVariable("QLIRO_SHOP");
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public SandboxHost Sandbox { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (shopElsewhere is null) Sandbox = await SandboxHost.Start(SandboxOptions.ForPeople());
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(Chromium);
    }

    /// <summary>Opens a page as a new shopper; errors and warnings of the browser are collected.</summary>
    public Task<(IPage Page, List<string> Complaints)> Visit(string path = "/")
        => Open((shopElsewhere ?? Sandbox.Shop!.BaseUrl) + path);

    /// <summary>The same for any address of ours.</summary>
    public async Task<(IPage Page, List<string> Complaints)> Open(
        string url, bool withScripts = true, bool isDark = false, bool isNarrow = false)
    {
        var page = await browser.NewPageAsync(new()
        {
            JavaScriptEnabled = withScripts,
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = isNarrow ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 900 },
        });
        page.SetDefaultTimeout(TimeoutMilliseconds);
        Assertions.SetDefaultExpectTimeout(TimeoutMilliseconds);
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(url);
        return (page, complaints);
    }

    /// <summary>Saves a screenshot beside the test results, for people.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="isLong">
    /// True for a page of which the beginning is enough: without a graphics card the whole takes minutes.
    /// </param>
    public static Task Photograph(IPage page, string name, bool isLong = false) => page.ScreenshotAsync(new()
    {
        Path = Path.Combine(AppContext.BaseDirectory, "TestResults", name + ".png"),
        FullPage = !isLong,
    });

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (Sandbox is not null) await Sandbox.DisposeAsync();
    }
}
