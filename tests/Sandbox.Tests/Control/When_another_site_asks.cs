using System.Net;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Tests.Control;

/// <summary>A page of another site runs in the browser of whoever runs the sandbox: it can change nothing here.</summary>
public sealed class When_another_site_asks(RunningSandbox running) : IClassFixture<RunningSandbox>
{
    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Should_be_refused_what_changes_something(string header, string value)
    {
        foreach (var url in Changing()) (await Post(url, header, value)).ShouldBe(HttpStatusCode.Forbidden);
        running.Host.Norce.Faults.Outage.ShouldBe(Outage.None);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("10.0.0.1")]
    public async Task Should_be_refused_everything_under_a_name_of_its_own(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/state");
        request.Headers.Host = host;
        using var answer = await running.Client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Should_hold_back_neither_its_own_page_nor_a_program()
    {
        var trigger = running.Host.Control!.BaseUrl + "/api/triggers/norce.up";
        (await Post(trigger, "Origin", running.Host.Control.BaseUrl)).ShouldBe(HttpStatusCode.OK);
        (await Post(trigger, "Sec-Fetch-Site", "same-origin")).ShouldBe(HttpStatusCode.OK);
        (await Post(trigger, "Accept", "*/*")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_not_be_shown_the_page_in_a_frame()
    {
        using var page = await running.Client.GetAsync(new Uri("/", UriKind.Relative),
            TestContext.Current.CancellationToken);
        page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem()
            .ShouldContain("frame-ancestors 'none'");
    }

    private IEnumerable<string> Changing() =>
    [
        running.Host.Control!.BaseUrl + "/api/triggers/norce.down",
        running.Host.Shop!.BaseUrl + "/orders",
        running.Host.Shop.BaseUrl + "/backoffice/o1/payments/p1/refund",
    ];

    private async Task<HttpStatusCode> Post(string url, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent("{}") };
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await running.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
