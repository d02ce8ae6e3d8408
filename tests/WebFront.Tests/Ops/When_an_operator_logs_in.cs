using System.Net;
using Microsoft.Net.Http.Headers;

namespace QliroAdapter.WebFront.Tests.Ops;

public sealed class When_an_operator_logs_in
{
    [Fact]
    public async Task Should_open_the_pages_with_a_cookie_that_is_signed_http_only_and_same_site()
    {
        await using var front = await RunningFront.Start();
        var browser = new OpsBrowser(front);
        var response = await browser.Post("/ops/login", form: ("token", RunningFront.OpsToken));
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().ShouldBe("/ops");
        var cookie = SetCookieHeaderValue.Parse(response.Headers.GetValues("Set-Cookie").Single());
        cookie.HttpOnly.ShouldBeTrue();
        cookie.SameSite.ShouldBe(Microsoft.Net.Http.Headers.SameSiteMode.Strict);
        cookie.Path.ToString().ShouldBe("/ops");
        cookie.Value.ToString().ShouldNotContain(RunningFront.OpsToken);
        (await browser.Page("/ops")).ShouldContain("Payments by state");
    }

    [Fact]
    public async Task Should_take_a_bearer_token_instead()
    {
        await using var front = await RunningFront.Start();
        var call = new HttpRequestMessage(HttpMethod.Get, "/ops").WithBearer(RunningFront.OpsToken);
        (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/ops")]
    [InlineData("/ops/payment?key=norce%2F1%2Fo1%2Fp1")]
    public async Task Should_show_a_stranger_the_login_form_only(string path)
    {
        await using var front = await RunningFront.Start();
        var response = await front.Client.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        var page = await response.Content.ReadAsStringAsync();
        page.ShouldContain("data-testid=\"login\"");
        page.ShouldNotContain("Payments");
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    [InlineData(RunningFront.AccessToken)]
    public async Task Should_refuse_every_other_token_and_log_it(string token)
    {
        await using var front = await RunningFront.Start();
        var browser = new OpsBrowser(front);
        var response = await browser.Post("/ops/login", form: ("token", token));
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsStringAsync()).ShouldContain("data-testid=\"login-problem\"");
        browser.Cookie.ShouldBeNull();
        front.Logs.Lines.ShouldContain(line => line.Id == 2300);
    }

    [Fact]
    public async Task Should_not_open_with_the_storefronts_token()
    {
        await using var front = await RunningFront.Start();
        var call = new HttpRequestMessage(HttpMethod.Get, "/ops").WithBearer(RunningFront.AccessToken);
        (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Should_have_no_pages_without_an_ops_token()
    {
        await using var front = await RunningFront.Start(("Ops:AccessTokens:0", null));
        foreach (var path in (string[])["/ops", "/ops/ops.css", "/ops/payment?key=x"])
        {
            var response = await front.Client.GetAsync(new Uri(path, UriKind.Relative));
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
        var login = await new OpsBrowser(front).Post("/ops/login", form: ("token", ""));
        login.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Should_end_with_the_working_day()
    {
        await using var front = await RunningFront.Start();
        var browser = await new OpsBrowser(front).LogIn();
        front.Clock.Advance(TimeSpan.FromHours(10) - TimeSpan.FromSeconds(1));
        await browser.Page("/ops");
        front.Clock.Advance(TimeSpan.FromSeconds(1));
        (await browser.Get("/ops")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Should_end_when_logged_out()
    {
        await using var front = await RunningFront.Start();
        var browser = await new OpsBrowser(front).LogIn();
        await browser.Post("/ops/logout");
        (await browser.Get("/ops")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Reject_a_cookie_that_was_copied_before_the_logout()
    {
        await using var front = await RunningFront.Start();
        var browser = await new OpsBrowser(front).LogIn();
        var other = await new OpsBrowser(front).LogIn();
        var copy = new OpsBrowser(front) { Cookie = browser.Cookie };
        await copy.Page("/ops");

        await browser.Post("/ops/logout");

        (await copy.Get("/ops")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        front.Sessions.Ended.Values.ShouldBe([front.Clock.GetUtcNow() + TimeSpan.FromHours(10)]);
        // Another session with the same token is another session.
        await other.Page("/ops");
    }

    [Theory]
    [InlineData("/ops?state=reserved&sort=oldest")]
    [InlineData("/ops/payment?key=norce%2F1%2Fo1%2Fp1")]
    public async Task Should_lead_to_the_page_that_was_asked_for(string path)
    {
        await using var front = await RunningFront.Start();
        var browser = new OpsBrowser(front);
        var form = await (await browser.Get(path)).Content.ReadAsStringAsync();
        form.ShouldContain($"name=\"to\" value=\"{WebUtility.HtmlEncode(path)}\"");

        var wrong = await browser.Post("/ops/login", form: [("token", "wrong"), ("to", path)]);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain($"value=\"{WebUtility.HtmlEncode(path)}\"");
        var right = await browser.Post("/ops/login", form: [("token", RunningFront.OpsToken), ("to", path)]);

        right.Headers.Location!.ToString().ShouldBe(path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://evil.example/ops")]
    [InlineData("//evil.example/ops")]
    [InlineData("/opsevil")]
    [InlineData("/ops\\evil.example")]
    [InlineData("/ops/\r\nSet-Cookie: a=b")]
    [InlineData("/api/checkout/v1/orders/o1/payments")]
    public async Task Should_lead_to_no_page_that_is_not_for_operators(string to)
    {
        await using var front = await RunningFront.Start();
        var response = await new OpsBrowser(front).Post(
            "/ops/login", form: [("token", RunningFront.OpsToken), ("to", to)]);
        response.Headers.Location!.ToString().ShouldBe("/ops");
    }

    [Fact]
    public async Task Should_lead_from_an_action_whose_session_was_over_to_its_payment()
    {
        await using var front = await RunningFront.Start();
        var refused = await new OpsBrowser(front).Post("/ops/payment/resume?key=norce%2F1%2Fo1%2Fp1");
        (await refused.Content.ReadAsStringAsync()).ShouldContain(
            "name=\"to\" value=\"/ops/payment?key=norce%2F1%2Fo1%2Fp1\"");
    }

    [Theory]
    [InlineData("127.0.0.1", "https", true)]
    [InlineData("127.0.0.0/8", "https", true)]
    [InlineData("127.0.0.1", "http", false)]
    [InlineData("192.0.2.1", "https", false)]
    [InlineData(null, "https", false)]
    public async Task Should_have_a_secure_cookie_behind_a_trusted_proxy_that_ends_tls(
        string? trusted, string scheme, bool isSecure)
    {
        await using var front = await RunningFront.Start(("Proxy:TrustedAddresses:0", trusted));
        var call = new HttpRequestMessage(HttpMethod.Post, "/ops/login")
        {
            Content = new FormUrlEncodedContent([new("token", RunningFront.OpsToken)]),
        };
        call.Headers.Add("X-Forwarded-Proto", scheme);
        call.Headers.Add("X-Forwarded-For", "203.0.113.1");

        var response = await front.Client.SendAsync(call);

        SetCookieHeaderValue.Parse(response.Headers.GetValues("Set-Cookie").Single()).Secure.ShouldBe(isSecure);
    }

    [Fact]
    public async Task Reject_a_cookie_that_was_tampered_with()
    {
        await using var front = await RunningFront.Start();
        var browser = await new OpsBrowser(front).LogIn();
        var (name, value) = (browser.Cookie!.Split('=')[0], browser.Cookie!.Split('=')[1]);
        var (id, end, signature) = (value.Split('.')[0], value.Split('.')[1], value.Split('.')[2]);
        foreach (var forged in (string[])
        [
            $"{id}.{long.Parse(end) + 1}.{signature}", $"{id}.{end}.{signature[..^1]}", $"{id}.{end}.", end, "..",
            $"{value}.x", $"{id}.-1.{signature}", $"{id[1..]}.{end}.{signature}", $"{end}.{signature}",
        ])
        {
            browser.Cookie = $"{name}={forged}";
            (await browser.Get("/ops")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, forged);
        }
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task Reject_a_form_sent_from_elsewhere(string site)
    {
        await using var front = await RunningFront.Start();
        var browser = new OpsBrowser(front);
        var response = await browser.Post("/ops/login", site, ("token", RunningFront.OpsToken));
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        browser.Cookie.ShouldBeNull();
    }

    [Fact]
    public async Task Reject_a_foreign_origin_of_an_older_browser()
    {
        await using var front = await RunningFront.Start();
        var call = new HttpRequestMessage(HttpMethod.Post, "/ops/logout");
        call.Headers.Add("Origin", "https://evil.example");
        (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Should_keep_every_page_out_of_caches_and_frames()
    {
        await using var front = await RunningFront.Start();
        var browser = await new OpsBrowser(front).LogIn();
        foreach (var path in (string[])["/ops", "/ops/payment?key=none"])
        {
            var headers = (await browser.Get(path)).Headers;
            headers.CacheControl!.NoStore.ShouldBeTrue();
            headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
            headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
            headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        }
    }
}
