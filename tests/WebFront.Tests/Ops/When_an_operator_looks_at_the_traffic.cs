using System.Net;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests.Ops;

/// <summary>The last hours of the cluster on the overview.</summary>
public sealed class When_an_operator_looks_at_the_traffic
{
    private static readonly TimeSpan quick = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task Should_read_rates_and_percentiles_of_the_last_hour_beside_the_charts()
    {
        await using var front = await RunningFront.Start();
        front.Traffic.CallAnswered(TimedCall.Push, "old", isError: true, TimeSpan.FromSeconds(50));
        front.Clock.Advance(TimeSpan.FromMinutes(61));
        for (var call = 0; call < 99; call++) front.Traffic.CallAnswered(TimedCall.Push, "acme", isError: false, quick);
        front.Traffic.CallAnswered(TimedCall.Push, "acme", isError: true, TimeSpan.FromSeconds(2));
        front.Traffic.CallAnswered(TimedCall.Validate, "acme", isError: false, TimeSpan.FromMilliseconds(300));
        front.Traffic.PurchaseCompleted();

        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops");

        Shown(page, "pushes-hour").ShouldBe("100");
        Shown(page, "purchases-hour").ShouldBe("1");
        Shown(page, "error-rate").ShouldBe("0.99 %");
        Shown(page, "errors-hour").ShouldBe("1 of 101 calls");
        Shown(page, "push-p50").ShouldBe("10 ms");
        Shown(page, "push-p99").ShouldBe("10 ms");
        Shown(page, "validate-p99").ShouldBe("304 ms");
    }

    [Fact]
    public async Task Should_find_every_minute_in_a_table_also_without_a_script()
    {
        await using var front = await RunningFront.Start();
        front.Traffic.PurchaseCompleted();
        front.Clock.Advance(TimeSpan.FromMinutes(3));

        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops");

        var rows = page.Split("data-testid=\"minutes\"")[1].Split("</table>")[0].Split("<tr").Skip(2).ToList();
        rows.Count.ShouldBe(4);
        rows[0].ShouldContain("data-running");
        rows[0].ShouldContain(">08:03</time>");
        rows[3].ShouldContain(">08:00</time>");
        rows[3].ShouldContain("<td class=\"number\">0</td><td class=\"number\">1</td>");
    }

    [Fact]
    public async Task Should_see_which_merchant_is_affected_first()
    {
        await using var front = await RunningFront.Start();
        front.Traffic.CallAnswered(TimedCall.None, "fine", isError: false, quick);
        front.Traffic.CallAnswered(TimedCall.None, "broken", isError: true, quick);
        front.Cluster.Waiting.Add(new("waiting", 2, 7, front.Clock.GetUtcNow().AddMinutes(-30)) { ParkedEntries = 3 });

        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops");

        var merchants = page.Split("data-testid=\"merchants\"")[1].Split("</table>")[0];
        merchants.IndexOf("merchant-broken", StringComparison.Ordinal).ShouldBeLessThan(
            merchants.IndexOf("merchant-waiting", StringComparison.Ordinal));
        merchants.IndexOf("merchant-waiting", StringComparison.Ordinal).ShouldBeLessThan(
            merchants.IndexOf("merchant-fine", StringComparison.Ordinal));
        merchants.Split("affected").Length.ShouldBe(3);
        var waiting = merchants.Split("merchant-waiting")[1];
        waiting.ShouldContain("30.0 min");
        waiting.ShouldContain("data-testid=\"merchant-outbox\">4<");
        waiting.ShouldContain("data-testid=\"merchant-parked\">3<");
    }

    [Fact]
    public async Task Should_see_a_partner_as_the_worst_off_node_sees_it_and_since_when()
    {
        await using var front = await RunningFront.Start();
        var at = front.Clock.GetUtcNow();
        front.Records.Hosts = [new() { Partner = "Qliro", Host = "pay.example", AnsweredAt = at }];
        front.Cluster.Others.Add(new()
        {
            Name = "two/1", Role = "Silo", Version = "1", StartedAt = at, HeardAt = at,
            Partners =
            [
                new()
                {
                    Partner = "Qliro", Host = "pay.example", OpenSince = at.AddMinutes(-5), TriedAgainAt = at,
                    FailuresInARow = 12, CallsNotSent = 3,
                },
            ],
        });

        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops");

        var row = page.Split("data-testid=\"partner-Qliro\"")[1].Split("</tr>")[0];
        row.ShouldContain("does not answer: circuit open since");
        row.ShouldContain("2025-11-20 07:55:00.000");
        row.ShouldContain("on 1 of 2 nodes");
        Shown(page, "partners-failing").ShouldBe("1");
        page.Split("data-testid=\"node\"").Length.ShouldBe(3);
    }

    [Fact]
    public async Task Should_be_told_when_only_this_node_is_shown()
    {
        await using var front = await RunningFront.Start();
        front.Cluster.Shortcoming = "The other nodes could not be asked.";
        (await (await new OpsBrowser(front).LogIn()).Page("/ops")).ShouldContain("The other nodes could not be asked.");
    }

    [Fact]
    public async Task Should_get_what_changes_as_a_part_of_its_own_for_the_script()
    {
        await using var front = await RunningFront.Start();
        var browser = new OpsBrowser(front);
        (await browser.Get("/ops/now")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var part = await (await browser.LogIn()).Page("/ops/now");

        part.ShouldContain("data-testid=\"needs-human\"");
        part.ShouldNotContain("<html");
        part.ShouldNotContain("data-testid=\"search\"");
    }

    /// <summary>The policy allows our own files and nothing else, so a text that became markup could do nothing.</summary>
    [Fact]
    public async Task Should_run_no_script_but_ours()
    {
        await using var front = await RunningFront.Start();
        var response = await (await new OpsBrowser(front).LogIn()).Get("/ops");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldNotContain("unsafe");
        var page = await response.Content.ReadAsStringAsync();
        foreach (var script in page.Split("<script").Skip(1)) script.ShouldStartWith(" src=\"/ops/");
        foreach (var name in (string[])["ops.js", "uPlot.iife.min.js", "uPlot.min.css", "uPlot.LICENSE.txt"])
        {
            var file = await front.Client.GetAsync(new Uri($"/ops/{name}", UriKind.Relative));
            file.StatusCode.ShouldBe(HttpStatusCode.OK, name);
        }
    }

    private static string Shown(string page, string testId)
    {
        var from = page.IndexOf($"data-testid=\"{testId}\"", StringComparison.Ordinal);
        from.ShouldBeGreaterThanOrEqualTo(0, testId);
        var start = page.IndexOf('>', from) + 1;
        return page[start..page.IndexOf('<', start)];
    }
}
