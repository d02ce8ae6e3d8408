using System.Net;

namespace QliroAdapter.WebFront.Tests.Hosting;

public sealed class When_one_address_calls_too_often
{
    [Theory, InlineData(1), InlineData(3), InlineData(9), InlineData(10), InlineData(19), InlineData(5000)]
    public void Should_be_let_in_as_often_as_is_set(int perSecond)
    {
        var bucket = RateLimiting.Bucket(perSecond);
        (bucket.TokensPerPeriod / bucket.ReplenishmentPeriod.TotalSeconds).ShouldBe(perSecond, 0.001 * perSecond);
        bucket.TokenLimit.ShouldBe(2 * perSecond);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    public void Should_be_one_client_with_all_addresses_of_its_network(string address, string client)
        => ClientAddress.Of(IPAddress.Parse(address)).ShouldBe(client);

    [Fact]
    public async Task Should_not_be_let_in_more_often_from_many_addresses_of_one_network()
    {
        await using var front = await RunningFront.Start(
            ("RateLimit:PerSecond", "1"), ("Proxy:TrustedAddresses:0", "127.0.0.0/8"));
        var statuses = new List<HttpStatusCode>();
        for (var number = 1; number <= 10; number++)
        {
            var call = Route.All[0].Call(front);
            call.Headers.Add("X-Forwarded-For", $"2001:db8::{number}");
            statuses.Add((await front.Client.SendAsync(call)).StatusCode);
        }
        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Should_answer_429_until_it_slows_down_and_still_tell_its_health()
    {
        await using var front = await RunningFront.Start(("RateLimit:PerSecond", "1"));
        var statuses = new List<HttpStatusCode>();
        for (var call = 0; call < 10; call++)
            statuses.Add((await front.Client.SendAsync(Route.All[0].Call(front))).StatusCode);
        statuses.ShouldContain(HttpStatusCode.OK);
        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
        var health = await front.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
        health.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
