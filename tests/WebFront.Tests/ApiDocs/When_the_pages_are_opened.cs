using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;

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
        var text = await page.Content.ReadAsStringAsync();
        text.ShouldContain("<html lang=\"en\">");
        text.ShouldNotContain("<script");
        text.ShouldNotContain("https://fonts");
        var style = await front.Client.GetAsync(new Uri("/docs/v1/style.css", UriKind.Relative));
        style.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_read_every_operation_and_every_schema_in_the_page()
    {
        await using var front = await RunningFront.Start();
        var page = await front.Client.GetStringAsync(new Uri("/docs/v1/index.html", UriKind.Relative));
        var document = JsonNode.Parse(
            await front.Client.GetStringAsync(new Uri("/docs/v1/openapi.json", UriKind.Relative)))!;

        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject())
            .Select(operation => (string)operation.Value!["operationId"]!).ToList();
        operations.Count.ShouldBeGreaterThan(20);
        operations.Where(id => !page.Contains($"<article class=\"panel\" id=\"operation-{id}\">", StringComparison.Ordinal))
            .ShouldBeEmpty();
        var schemas = document["components"]!["schemas"]!.AsObject().Select(schema => schema.Key).ToList();
        schemas.Where(name => !page.Contains($"id=\"schema-{name}\"", StringComparison.Ordinal)).ShouldBeEmpty();
        foreach (var link in page.Split("href=\"#").Skip(1).Select(rest => rest.Split('"')[0]).Distinct())
            page.ShouldContain($"id=\"{link}\"");
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

    [Fact]
    public async Task Should_let_the_page_that_tries_calls_speak_to_the_adapter_only()
    {
        await using var front = await RunningFront.Start();
        var page = await front.Client.GetAsync(new Uri("/docs/v1/try.html", UriKind.Relative));
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single().Split("; ");
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self'");
        policy.ShouldContain("connect-src 'self'");
        (await page.Content.ReadAsStringAsync()).ShouldContain("<html lang=\"en\">");
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("gzip;q=0", null)]
    [InlineData("br, gzip", "gzip")]
    public async Task Should_send_the_script_that_tries_calls_as_it_is_wanted(string accepted, string? encoding)
    {
        await using var front = await RunningFront.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs/v1/scalar.js");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var answer = await front.Client.SendAsync(request);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        answer.Content.Headers.ContentEncoding.SingleOrDefault().ShouldBe(encoding);
        var script = await answer.Content.ReadAsStreamAsync();
        await using var text = encoding is null ? script : new GZipStream(script, CompressionMode.Decompress);
        (await new StreamReader(text).ReadToEndAsync()).ShouldContain("createApiReference");
    }
}
