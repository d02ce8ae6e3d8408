using System.Net;

namespace QliroAdapter.WebFront.Tests.ApiDocs;

public sealed class When_the_pages_are_opened
{
    [Fact]
    public async Task Should_lead_from_the_root_to_the_api_pages()
    {
        await using var front = await RunningFront.Start();
        var root = await front.Client.GetAsync(new Uri("/", UriKind.Relative));
        root.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        root.Headers.Location!.ToString().ShouldBe("/docs/v1/index.html");
        var page = await front.Client.GetAsync(root.Headers.Location);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await page.Content.ReadAsStringAsync()).ShouldContain("redoc.standalone.js");
        var script = await front.Client.GetAsync(new Uri("/docs/v1/redoc.standalone.js", UriKind.Relative));
        script.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_keep_foreign_content_out()
    {
        await using var front = await RunningFront.Start();
        foreach (var path in (string[])["/docs/v1/index.html", "/docs/v1/openapi.json"])
        {
            var headers = (await front.Client.GetAsync(new Uri(path, UriKind.Relative))).Headers;
            headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self'; ");
            headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        }
    }
}
