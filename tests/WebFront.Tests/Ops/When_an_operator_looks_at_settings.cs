using System.Net;
using QliroAdapter.Norce;

namespace QliroAdapter.WebFront.Tests.Ops;

/// <summary>Which settings are in force, and what a channel's configuration is.</summary>
public sealed class When_an_operator_looks_at_settings
{
    private const string Secret = "canary-secret-0123456789abcdef";

    [Fact]
    public async Task Should_see_what_is_set_and_what_is_the_default()
    {
        await using var front = await RunningFront.Start(
            ("Silo:IdleSeconds", "77"), ("Norce:OrderApiUrl", "https://user:canary-password@norce.example/{merchant}"));

        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops/settings");

        Row(page, "Silo:IdleSeconds").ShouldContain("<code>77</code>");
        Row(page, "Silo:IdleSeconds").ShouldContain("set");
        Row(page, "Silo:QueueLimit").ShouldContain("<code>200</code>");
        Row(page, "Silo:QueueLimit").ShouldContain("default");
        Row(page, "Norce:OrderApiUrl").ShouldContain("***@norce.example/{merchant}");
        page.ShouldNotContain("canary-password");
    }

    [Fact]
    public async Task Should_see_no_secret()
    {
        await using var front = await RunningFront.Start(
            ("Adapter:AccessTokens:5", Secret), ("Adapter:CallbackSecrets:1", Secret), ("Norce:Token", Secret),
            ("Norce:ClientCredentials:ClientSecret", Secret), ("Metrics:AccessTokens:0", Secret),
            ("Storage:Postgres:ConnectionString", $"Host=db;Password={Secret}"), ("Ops:AccessTokens:1", Secret),
            ("Ops:AccessTokens:2:Name", "eve"), ("Ops:AccessTokens:2:Token", Secret),
            ("Adapter:DataKeys:0", Secret), ("Channels:0:merchantApiSecret", Secret));

        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops/settings");

        page.ShouldNotContain(Secret);
        page.ShouldNotContain(RunningFront.OpsToken + "<");
        page.ShouldNotContain(RunningFront.Secret);
        Row(page, "Norce:Token").ShouldContain("***");
        Row(page, "Ops:AccessTokens:2:Name").ShouldContain("eve");
    }

    [Fact]
    public async Task Should_see_a_channels_configuration_its_age_and_what_has_changed()
    {
        await using var front = await RunningFront.Start();
        var at = front.Clock.GetUtcNow();
        front.Grains.Configuration = new()
        {
            Document = Masked.Of(
                $$"""{"apiUrl":"https://pay.example","merchantApiKey":"K","merchantApiSecret":"{{Secret}}","options":{"recurring":true},"other":"{{Secret}}"}"""),
            ReadAt = at.AddMinutes(-3),
            Changes = [new(at.AddHours(-1), ["options.recurring"])],
        };

        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops/channel?merchant=acme&channel=se");

        page.Split("channel-status")[1].Split("</p>")[0].ShouldContain("read from Norce 3.0 min ago");
        Row(page, "recurring").ShouldContain("<code>true</code>");
        Row(page, "useUpsell").ShouldContain("default");
        Row(page, "merchantApiSecret").ShouldContain("***");
        page.ShouldNotContain(Secret);
        var changes = page.Split("data-testid=\"changes\"")[1].Split("</table>")[0];
        changes.ShouldContain("options.recurring");
        changes.ShouldContain("2025-11-20 07:00:00.000");
    }

    [Fact]
    public async Task Should_see_why_a_channel_has_no_configuration()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Configuration = new()
        {
            Error = new() { Code = ErrorCodes.ConfigurationError, Message = "It lacks apiUrl." },
            UnavailableSince = front.Clock.GetUtcNow().AddHours(-2),
        };
        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops/channel?merchant=acme&channel=se");
        page.ShouldContain("It lacks apiUrl.");
        page.ShouldContain("2025-11-20 06:00:00.000");
    }

    [Fact]
    public async Task Should_see_a_channel_of_the_settings_and_find_it_in_the_list()
    {
        await using var front = await RunningFront.Start(
            ("Channels:0:merchant", "acme"), ("Channels:0:channel", "se"), ("Channels:0:useUpsell", "true"),
            ("Channels:0:merchantApiSecret", Secret));
        var browser = await new OpsBrowser(front).LogIn();

        (await browser.Page("/ops/channels")).ShouldContain("/ops/channel?merchant=acme&amp;channel=se");
        var page = await browser.Page("/ops/channel?merchant=acme&channel=se");

        page.ShouldContain("stands in the settings");
        Row(page, "useUpsell").ShouldContain("<code>true</code>");
        page.ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData("merchant=&channel=1")]
    [InlineData("merchant=%2e%2e&channel=1")]
    [InlineData("merchant=a%2Fb&channel=1")]
    public async Task Should_be_led_back_from_a_name_that_cannot_be_any(string query)
    {
        await using var front = await RunningFront.Start();
        (await (await new OpsBrowser(front).LogIn()).Get($"/ops/channel?{query}")).StatusCode
            .ShouldBe(HttpStatusCode.Redirect);
    }

    private static string Row(string page, string setting)
        => page.Split($"data-testid=\"setting-{setting}\"")[1].Split("</tr>")[0];
}
