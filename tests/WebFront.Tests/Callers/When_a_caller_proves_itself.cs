using System.Net;

namespace QliroAdapter.WebFront.Tests.Callers;

public sealed class When_a_caller_proves_itself
{
    [Theory]
    [MemberData(nameof(Route.Numbers), MemberType = typeof(Route))]
    public async Task Should_let_it_in(int route)
    {
        await using var front = await RunningFront.Start();
        var response = await front.Client.SendAsync(Route.All[route].Call(front));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        front.Grains.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_accept_each_of_several_tokens_plain_or_hashed()
    {
        await using var front = await RunningFront.Start();
        foreach (var token in (string[])[RunningFront.AccessToken, RunningFront.OtherAccessToken])
        {
            var response = await front.Client.SendAsync(Route.All[0].Call(front, bearer: token));
            response.StatusCode.ShouldBe(HttpStatusCode.OK, token);
        }
    }

    [Fact]
    public async Task Should_read_the_scheme_in_any_letter_case()
    {
        await using var front = await RunningFront.Start();
        var call = Route.All[0].Call(front, bearer: null);
        call.Headers.TryAddWithoutValidation("Authorization", $"bearer  {RunningFront.AccessToken}");
        (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_take_escaped_ids_apart_correctly()
    {
        await using var front = await RunningFront.Start();
        var call = new HttpRequestMessage(HttpMethod.Get, "/api/checkout/v1/orders/o%2F1/payments/p%201")
            .WithBearer(RunningFront.AccessToken);
        call.Headers.Add("x-merchant", "norce");
        call.Headers.Add("x-channel", "1");
        (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var key = PaymentKey.Parse(front.Grains.Last.Key);
        (key.OrderId, key.PaymentId).ShouldBe(("o/1", "p 1"));
    }
}
