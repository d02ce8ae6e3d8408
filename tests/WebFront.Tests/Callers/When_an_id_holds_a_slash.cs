using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.WebFront.Tests.Callers;

/// <summary>
/// Ids are Norce's and may hold any character. When they are escaped, every route receives them unchanged.
/// </summary>
public sealed class When_an_id_holds_a_slash
{
    private const string OrderId = "o/1 ö%";
    private const string PaymentId = "p/1";

    [Theory]
    [MemberData(nameof(Route.Numbers), MemberType = typeof(Route))]
    public async Task Should_reach_the_payment_it_names(int number)
    {
        await using var front = await RunningFront.Start();
        var route = Route.All[number] with
        {
            Path = Route.All[number].Path
                .Replace("/o1/", $"/{Uri.EscapeDataString(OrderId)}/", StringComparison.Ordinal)
                .Replace("/p1", $"/{Uri.EscapeDataString(PaymentId)}", StringComparison.Ordinal),
        };
        var key = OrderKey.Of("norce", "1", OrderId);
        var token = front.Services.GetRequiredService<CallbackTokens>().For(key.Payment(PaymentId));

        var response = await front.Client.SendAsync(route.Call(front, callbackToken: token));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        front.Grains.Last.Key.ShouldBeOneOf(key.ToString(), key.Payment(PaymentId).ToString());
    }
}
