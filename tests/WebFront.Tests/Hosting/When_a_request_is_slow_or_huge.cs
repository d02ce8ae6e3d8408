using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace QliroAdapter.WebFront.Tests.Hosting;

public sealed class When_a_request_is_slow_or_huge
{
    [Fact]
    public async Task Should_not_wait_for_a_body_that_does_not_come()
    {
        await using var front = await RunningFront.Start();
        var address = front.Client.BaseAddress!;
        using var connection = new TcpClient(address.Host, address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {Calls.Callbacks}/update-payment HTTP/1.1\r\nHost: {address.Authority}\r\n"
            + $"Authorization: Bearer {RunningFront.AccessToken}\r\nx-merchant: norce\r\nx-channel: 1\r\n"
            + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"));

        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync()).ShouldNotBeNull().ShouldContain("408");

        front.Grains.Messages.ShouldBeEmpty();
        front.Logs.Lines.ShouldNotContain(line => line.Id == 2100);
    }

    [Fact]
    public async Task Should_hold_no_connection_for_long()
    {
        await using var front = await RunningFront.Start();
        var limits = front.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        var largest = limits.MaxRequestBodySize!.Value / limits.MinRequestBodyDataRate!.BytesPerSecond;
        largest.ShouldBeLessThan(300, "the slowest body that is accepted takes minutes, not hours");
        limits.RequestHeadersTimeout.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(10));
    }

    [Theory, InlineData("[", "]"), InlineData("{\"cart\":", "}")]
    public async Task Should_not_follow_json_into_any_depth(string open, string close)
    {
        await using var front = await RunningFront.Start();
        var deep = Repeat(open, 100_000) + "1" + Repeat(close, 100_000);

        (await front.FromServer(HttpMethod.Post, Calls.Callbacks + "/update-payment", Calls.Json(deep)))
            .StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        front.Grains.Messages.ShouldBeEmpty();
        // A push is a hint, whatever its body is.
        (await front.FromQliro("push", Calls.Json(deep))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_refuse_headers_without_end()
    {
        await using var front = await RunningFront.Start();
        var call = Route.All[0].Call(front);
        call.Headers.Add("x-anything", new string('x', 100_000));

        (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);

        front.Grains.Messages.ShouldBeEmpty();
    }

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
