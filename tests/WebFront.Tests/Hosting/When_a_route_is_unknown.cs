using System.Net;

namespace QliroAdapter.WebFront.Tests.Hosting;

public sealed class When_a_route_is_unknown
{
    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("POST", "/api/checkout/v1/orders/o1", 404)]
    [InlineData("DELETE", "/api/checkout/v1/orders/o1/payments", 405)]
    [InlineData("POST", "/api/checkout/v1/orders/o1/payments/p1", 405)]
    [InlineData("GET", "/api/order/v1/orders/o1/payments/p1/capture", 405)]
    public async Task Should_answer_as_the_framework_does(string method, string path, int status)
    {
        await using var front = await RunningFront.Start();
        var response = await front.Client.SendAsync(new(new(method), path));
        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task Should_name_no_server()
    {
        await using var front = await RunningFront.Start();
        var response = await front.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
        response.Headers.Contains("Server").ShouldBeFalse();
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
