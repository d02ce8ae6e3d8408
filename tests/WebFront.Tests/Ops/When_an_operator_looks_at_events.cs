using System.Net;
using QliroAdapter.OutgoingEvents;

namespace QliroAdapter.WebFront.Tests.Ops;

/// <summary>The page of what the shop's endpoint was told.</summary>
public sealed class When_an_operator_looks_at_events
{
    [Fact]
    public async Task Should_see_what_the_nodes_sent_with_the_newest_first()
    {
        await using var front = await RunningFront.Start();
        var at = front.Clock.GetUtcNow();
        front.Cluster.Others.Add(new()
        {
            Name = "two/2", Role = "Both", Version = "1.2.3", StartedAt = at,
            Events = [Attempt("msg_1", "capture.failed", at.AddSeconds(-9)), Attempt("msg_2", "payment.reserved", at, "503")],
        });

        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops/events");

        var rows = WebUtility.HtmlDecode(page).Split("data-testid=\"event-attempt\"")[1..];
        rows.Length.ShouldBe(2);
        rows[0].ShouldContain("msg_2");
        rows[0].ShouldContain("<span class=\"problem\">503</span>");
        rows[1].ShouldContain("capture.failed");
        rows[1].ShouldContain("<span class=\"good\">taken</span>");
        rows[1].ShouldContain("norce/1/o1/p1");
    }

    [Fact]
    public async Task Should_be_told_that_none_are_sent()
    {
        await using var front = await RunningFront.Start();
        front.Cluster.Shortcoming = "Nobody answers.";

        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops/events");

        page.Split("data-testid=\"events-set\"")[1].Split("</p>")[0].ShouldContain("No events are sent");
        page.ShouldContain("None was sent since the nodes were started.");
        page.Split("data-testid=\"shortcoming\"")[1].Split("</p>")[0].ShouldContain("Nobody answers.");
    }

    private static EventAttempt Attempt(string id, string type, DateTimeOffset at, string? problem = null) => new()
    {
        At = at, Payment = "norce/1/o1/p1", Id = id, Type = type, Took = TimeSpan.FromMilliseconds(20), Problem = problem,
    };
}
