using System.Net;

namespace QliroAdapter.WebFront.Tests.Hosting;

public sealed class When_one_payment_is_called_too_often
{
    private static readonly Route[] qliro = [.. Route.All.Where(route => route.Caller == "qliro")];

    [Fact]
    public async Task Should_leave_room_for_every_other()
    {
        await using var front = await Started();
        var hot = Route.All.First(route => route.Path.EndsWith("/p1/remove", StringComparison.Ordinal));

        var statuses = new List<HttpStatusCode>();
        for (var call = 0; call < 40; call++) statuses.Add((await front.Client.SendAsync(hot.Call(front))).StatusCode);

        statuses.Count(status => status == HttpStatusCode.OK).ShouldBeInRange(4, 12);
        statuses.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBeGreaterThan(20);
        for (var number = 2; number < 30; number++)
        {
            var other = hot with { Path = hot.Path.Replace("/p1/", $"/p{number}/", StringComparison.Ordinal) };
            (await front.Client.SendAsync(other.Call(front))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        (await front.Client.GetStringAsync("/metrics")).ShouldContain("calls_limited");
    }

    [Fact]
    public async Task Should_be_told_so_in_the_words_of_the_caller()
    {
        await using var front = await Started();
        foreach (var _ in Enumerable.Range(0, 20)) await front.Client.SendAsync(qliro[1].Call(front));

        var push = await front.Client.SendAsync(Named("/push").Call(front));
        push.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        push.Headers.RetryAfter!.ToString().ShouldBe("1");
        var validate = await front.Client.SendAsync(Named("/validate").Call(front));
        validate.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await validate.Content.ReadAsStringAsync()).ShouldContain("DeclineReason");
        (await front.Client.SendAsync(Named("/update-payment").Call(front))).StatusCode
            .ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Should_not_be_counted_for_strangers()
    {
        await using var front = await Started();
        foreach (var _ in Enumerable.Range(0, 40))
            await front.Client.SendAsync(qliro[1].Call(front, callbackToken: "forged"));

        (await front.Client.SendAsync(qliro[1].Call(front))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_be_counted_for_each_caller_as_well()
    {
        await using var front = await RunningFront.Start(("RateLimit:PerCallerPerSecond", "2"));
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 20; number++)
        {
            var route = Named("/p1/remove");
            var call = route with { Path = route.Path.Replace("/p1/", $"/p{number}/", StringComparison.Ordinal) };
            statuses.Add((await front.Client.SendAsync(call.Call(front))).StatusCode);
        }

        statuses.Count(status => status == HttpStatusCode.OK).ShouldBeInRange(4, 12);
        (await front.Client.SendAsync(Named("/p1/remove").Call(front, bearer: RunningFront.OtherAccessToken)))
            .StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Route Named(string end)
        => Route.All.Single(route => route.Path.EndsWith(end, StringComparison.Ordinal));

    private static Task<RunningFront> Started() => RunningFront.Start(("RateLimit:PerPaymentPerSecond", "2"));
}
