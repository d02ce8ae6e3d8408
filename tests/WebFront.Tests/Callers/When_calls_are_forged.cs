using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.WebFront.Tests.Callers;

public sealed class When_calls_are_forged
{
    private const int Refused = 2000;
    private const int More = 2001;
    private const int Alarm = 2002;
    private const int MoreAlarms = 2003;

    [Fact]
    public async Task Should_log_the_first_of_a_minute_and_count_the_others()
    {
        await using var front = await RunningFront.Start();

        await Forge(front, 40);
        Logged(front, Refused).Count.ShouldBe(RefusedCalls.LoggedMax);
        Logged(front, More).ShouldBeEmpty();
        front.Clock.Advance(TimeSpan.FromMinutes(1));

        Logged(front, More).ShouldHaveSingleItem().ShouldContain($"{40 - RefusedCalls.LoggedMax} more calls");
        await Forge(front, 1);
        Logged(front, Refused).Count.ShouldBe(RefusedCalls.LoggedMax + 1);
        front.Clock.Advance(TimeSpan.FromMinutes(2));
        Logged(front, More).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_hide_one_kind_behind_the_other()
    {
        await using var front = await RunningFront.Start();

        await Forge(front, 20);
        await front.Client.SendAsync(Route.All[0].Call(front, bearer: "wrong"));

        Logged(front, Refused).Count(line => line.Contains("BearerToken", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Should_log_no_path_of_the_callers_choice()
    {
        await using var front = await RunningFront.Start();
        var path = $"/api/checkout/v1/callback/orders/{new string('o', 3000)}/payments/p/push";

        await front.Client.PostAsync(new Uri($"{path}?merchant=m&channel=c&token=t", UriKind.Relative), null);

        Logged(front, Refused).ShouldHaveSingleItem().ShouldContain("orders/{order_id}/payments");
    }

    [Fact]
    public async Task Should_open_nothing_with_the_token_of_another_payment()
    {
        await using var front = await RunningFront.Start();
        var other = front.Services.GetRequiredService<CallbackTokens>().For(PaymentKey.Of("norce", "1", "o1", "p2"));

        foreach (var route in Route.All.Where(route => route.Caller == "qliro"))
        {
            (await front.Client.SendAsync(route.Call(front, callbackToken: other)))
                .StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        front.Grains.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_raise_an_alarm_when_a_token_is_used_for_another_payment()
    {
        await using var front = await RunningFront.Start();
        var leaked = Route.All.First(route => route.Caller == "qliro");
        (await front.Client.SendAsync(leaked.Call(front))).StatusCode.ShouldBe(HttpStatusCode.OK);
        Logged(front, Alarm).ShouldBeEmpty();

        for (var number = 0; number < 40; number++)
        {
            var elsewhere = leaked with
            {
                Path = leaked.Path.Replace("/o1/", $"/o{number + 2}/", StringComparison.Ordinal),
            };
            (await front.Client.SendAsync(elsewhere.Call(front, callbackToken: front.CallbackToken())))
                .StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        Logged(front, Alarm).Count.ShouldBe(RefusedCalls.LoggedMax);
        Logged(front, Alarm)[0].ShouldContain("norce/1/o1/p1");
        (await front.Client.GetStringAsync("/metrics")).ShouldContain("calls_token_of_another_payment");
        front.Clock.Advance(TimeSpan.FromMinutes(1));
        Logged(front, MoreAlarms).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Should_be_shown_by_merchant_without_letting_strangers_name_any()
    {
        await using var front = await RunningFront.Start();
        await front.Client.SendAsync(Route.All[5].Call(front));
        await Forge(front, 3);
        for (var number = 0; number < 30; number++)
            await front.Client.SendAsync(Route.All[5].Call(front, $"made-up-{number}", "1"));

        var page = await front.Client.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, "/ops/callers").WithBearer(RunningFront.OpsToken));

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var text = await page.Content.ReadAsStringAsync();
        text.ShouldContain("data-label=\"Merchant\">norce</th><td data-label=\"Calls\" class=\"number\">3</td>");
        text.ShouldContain("data-label=\"Merchant\">(not known)</th><td data-label=\"Calls\" class=\"number\">30</td>");
        text.ShouldNotContain("made-up");
        (await front.Client.GetAsync("/ops/callers")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task Forge(RunningFront front, int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            var answer = await front.Client.SendAsync(Route.All[5].Call(front, callbackToken: $"forged-{call}"));
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    private static List<string> Logged(RunningFront front, int id)
        => [.. front.Logs.Lines.Where(line => line.Id == id).Select(line => line.Text)];
}
