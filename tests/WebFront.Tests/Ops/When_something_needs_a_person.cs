using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests.Ops;

public sealed class When_something_needs_a_person
{
    private static readonly DateTimeOffset at = new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Should_stand_first_with_reason_age_money_and_next_step()
    {
        await using var front = await RunningFront.Start();
        front.Records.Payments.AddRange(
        [
            Payment("p1", new(AttentionKinds.OperationFailed, "Qliro did not carry out capture 1: no.", at.AddHours(-3), 1250.5m)),
            Payment("p2", new(AttentionKinds.OutcomeUnknown, "not yet", at.AddMinutes(4), 99m)),
            Payment("p3", null),
        ]);
        // A parked entry waits for longer; it waits for a person, who is told so above.
        front.Records.OldestOutboxEntry = at.AddDays(-9);
        front.Records.OldestUnparked = at.AddMinutes(-90);

        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops");

        page.IndexOf("needs-human", StringComparison.Ordinal).ShouldBeLessThan(
            page.IndexOf("data-testid=\"search\"", StringComparison.Ordinal));
        page.IndexOf("needs-human", StringComparison.Ordinal).ShouldBeLessThan(
            page.IndexOf("data-testid=\"partners\"", StringComparison.Ordinal));
        var waiting = Between(page, "data-testid=\"parked-payments\"", "</table>");
        waiting.ShouldContain("data-testid=\"at-risk\">1,250.50 SEK<");
        waiting.ShouldContain("Operation failed");
        waiting.ShouldContain("Qliro did not carry out capture 1: no.");
        waiting.ShouldContain("data-testid=\"age\">3.0 h<");
        waiting.ShouldContain("have the shop ask again");
        waiting.ShouldContain("href=\"/ops/runbooks/operations-failed\"");
        waiting.Split("payment-row").Length.ShouldBe(2);
        Between(page, "needs-human-sums", "</p>").ShouldContain("1,250.50 SEK");
        Between(page, "outbox-oldest", "</dd>").ShouldContain("1.5 h");
        Between(page, "as-of", "</p>").ShouldContain("2025-11-20 08:00:00.000");
    }

    [Fact]
    public async Task Should_read_that_nothing_waits_when_nothing_does()
    {
        await using var front = await RunningFront.Start();
        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops");
        page.ShouldContain("Nothing waits for a person.");
        Between(page, "outbox-oldest", "</dd>").ShouldContain("nothing waits");
        Between(page, "data-testid=\"version\"", "</td>").ShouldNotContain("unknown");
    }

    [Fact]
    public async Task Should_have_its_outbox_entries_counted_apart_from_those_that_wait_by_themselves()
    {
        await using var front = await RunningFront.Start();
        front.Records.Payments.AddRange(
        [
            Payment("p1", null) with { OutboxEntries = 2 },
            Payment("p2", null) with { OutboxEntries = 1, ParkedReason = "SyncNorce: no." },
        ]);
        front.Records.OldestUnparked = at.AddSeconds(-5.4);
        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops");
        Between(page, "outbox-depth", "</dd>").ShouldEndWith(">2");
        Between(page, "outbox-oldest", "</dd>").ShouldEndWith(">5.4 s");
        Between(page, "outbox-parked", "</dd>").ShouldEndWith(">1");
    }

    private static PaymentSummary Payment(string id, Attention? attention) => new()
    {
        Key = $"norce/1/o1/{id}", Merchant = "norce", Channel = "1", OrderId = "o1", PaymentId = id, State = "reserved",
        Version = 1, OutboxEntries = 0, UpdatedAt = at, Amount = new(1250.5m, "SEK"), Attention = attention,
    };

    private static string Between(string page, string start, string end)
    {
        var from = page.IndexOf(start, StringComparison.Ordinal);
        from.ShouldBeGreaterThanOrEqualTo(0, start);
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
