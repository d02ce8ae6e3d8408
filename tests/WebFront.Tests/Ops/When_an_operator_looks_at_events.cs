using System.Net;
using QliroAdapter.Ops;
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
        page.ShouldContain("The nodes that run now have sent none yet.");
        page.ShouldContain("Nothing waits, and nothing was given up.");
        page.Split("data-testid=\"shortcoming\"")[1].Split("</p>")[0].ShouldContain("Nobody answers.");
    }

    /// <summary>After a restart no node remembers an attempt; the store knows what is not delivered.</summary>
    [Fact]
    public async Task Should_see_what_is_not_delivered_although_no_node_remembers_it()
    {
        await using var front = await RunningFront.Start();
        var at = front.Clock.GetUtcNow();
        front.Records.Payments.Add(Payment() with { EventsSince = at.AddHours(-2), EventsGivenUp = 1 });
        front.Grains.Outbox = new()
        {
            Entries = [],
            Events =
            [
                Told(3, "waits") with { DueAt = at.AddMinutes(7), Attempts = 4, Problem = "It answered 503." },
                Told(2, "given up") with { EndedAt = at }, Told(1, "delivered") with { EndedAt = at },
            ],
        };

        var page = WebUtility.HtmlDecode(await (await new OpsBrowser(front).LogIn()).Page("/ops/events"));

        var rows = page.Split("data-testid=\"undelivered-row\"")[1..];
        rows.Length.ShouldBe(2);
        rows[0].ShouldContain("evt_3");
        rows[0].ShouldContain("It answered 503.");
        rows[0].ShouldContain(at.AddMinutes(7).UtcDateTime.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        rows[1].ShouldContain("<span class=\"problem\">given up</span>");
        page.ShouldContain("The oldest waits for 2.0 h. 1 event was given up.");
    }

    [Fact]
    public async Task Should_see_what_the_store_has_when_a_node_does_not_answer()
    {
        await using var front = await RunningFront.Start();
        front.Records.Payments.Add(
            Payment() with { EventsSince = front.Clock.GetUtcNow().AddHours(-2) });
        front.Grains.Failure = new TimeoutException();

        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops/events");

        page.Split("data-testid=\"undelivered-row\"")[1].ShouldContain("First due 2.0 h ago");
    }

    private static PaymentSummary Payment() => new()
    {
        Key = "norce/1/o1/p1", Merchant = "norce", Channel = "1", OrderId = "o1", PaymentId = "p1", State = "reserved",
        Version = 1, OutboxEntries = 0, UpdatedAt = new(2025, 11, 20, 7, 0, 0, TimeSpan.Zero),
    };

    private static EventItem Told(int number, string status) => new()
    {
        Number = number, Id = $"evt_{number}", Type = "payment.reserved", At = new(2025, 11, 20, 7, 0, 0, TimeSpan.Zero),
        Amount = 100m, Status = status, Attempts = 0,
    };

    private static EventAttempt Attempt(string id, string type, DateTimeOffset at, string? problem = null) => new()
    {
        At = at, Payment = "norce/1/o1/p1", Id = id, Type = type, Took = TimeSpan.FromMilliseconds(20), Problem = problem,
    };
}
