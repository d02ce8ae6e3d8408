using System.Net;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests.Ops;

/// <summary>They are grouped by cause; one is tried, then the group runs.</summary>
public sealed class When_many_payments_are_parked
{
    private const string Cause = "SyncNorce: rejected 422 order-bad-request no article … on order ….";
    private static readonly string query = $"?cause={Uri.EscapeDataString(Cause)}";
    private static readonly DateTimeOffset at = new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("SyncNorce: rejected 422 no article A-17 on order o1.", "SyncNorce: rejected 422 no article … on order ….")]
    [InlineData("Reconcile: Norce shows 250.00, Qliro 125.00", "Reconcile: Norce shows …, Qliro …")]
    [InlineData("Reconcile: payment onYdHthTpLbPq is gone", "Reconcile: payment … is gone")]
    [InlineData("AdvanceOperation: given up after 24 h; last: no answer",
        "AdvanceOperation: given up after … h; last: no answer")]
    [InlineData("it does not hold that captured is at most reserved.", "it does not hold that captured is at most reserved.")]
    public void Should_have_one_cause_whatever_ids_and_sums_are_in_it(string reason, string cause)
        => ParkedCause.Of(Payment(1) with { ParkedReason = reason }).ShouldBe(cause);

    [Fact]
    public async Task Should_be_listed_by_cause_with_their_money()
    {
        await using var front = await Started(3);
        front.Records.Payments.Add(Payment(9) with { ParkedReason = "Reconcile: other", Attention = null });
        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops/parked");
        var groups = Between(page, "data-testid=\"groups\"", "</table>");
        groups.IndexOf("<td data-label=\"Payments\" class=\"number\">3</td>", StringComparison.Ordinal)
            .ShouldBeLessThan(groups.IndexOf("<td data-label=\"Payments\" class=\"number\">1</td>", StringComparison.Ordinal));
        groups.ShouldContain("750.00 SEK");
        groups.ShouldContain($"/ops/parked{query}".Replace("&", "&amp;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_be_offered_one_try_first_and_the_group_after_it()
    {
        await using var front = await Started(3);
        var browser = await new OpsBrowser(front).LogIn();
        var page = await browser.Page($"/ops/parked{query}");
        page.ShouldContain("data-testid=\"try-one\"");
        page.ShouldNotContain("data-testid=\"run-group\"");

        front.Runs.Shown = new() { Cause = Cause, By = "anna", StartedAt = at, EndedAt = at, Payments = 1, Resumed = 1, IsTried = true };
        page = await browser.Page($"/ops/parked{query}");
        page.ShouldContain("data-testid=\"run-group\"");
        page.ShouldNotContain("data-testid=\"try-one\"");

        front.Runs.Shown = front.Runs.Shown with { EndedAt = null };
        page = await browser.Page($"/ops/parked{query}");
        page.ShouldContain("data-testid=\"stop-run\"");
        page.ShouldNotContain("data-testid=\"run-group\"");
    }

    [Fact]
    public async Task Should_run_for_as_many_as_the_cap_says_at_the_pace_with_name_and_reason()
    {
        await using var front = await Started(5);
        var answer = await (await new OpsBrowser(front).LogIn()).Post("/ops/parked/run", form:
            [("cause", Cause), ("cap", "2"), ("pace", "60"), ("reason", "Norce is repaired")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var started = front.Runs.Started.ShouldHaveSingleItem();
        started.Keys.ShouldBe(["norce/1/o1/p1", "norce/1/o2/p2"]);
        (started.PerMinute, started.By, started.Reason, started.Cause).ShouldBe((60, "ops-0", "Norce is repaired", Cause));
    }

    [Fact]
    public async Task Should_have_to_say_why_and_be_told_of_a_refusal()
    {
        await using var front = await Started(2);
        var browser = await new OpsBrowser(front).LogIn();
        (await browser.Post("/ops/parked/run", form: [("cause", Cause), ("cap", "1")])).StatusCode
            .ShouldBe(HttpStatusCode.BadRequest);
        front.Runs.Refusal = new() { Code = "payment-conflict", Message = "Try one payment of this cause first." };
        var refused = await browser.Post("/ops/parked/run", form: [("cause", Cause), ("cap", "2"), ("reason", "why")]);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Try one payment of this cause first.");
    }

    [Fact]
    public async Task Should_stop_when_it_is_told_to()
    {
        await using var front = await Started(2);
        (await (await new OpsBrowser(front).LogIn()).Post("/ops/parked/stop")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        front.Runs.Stopped.ShouldHaveSingleItem().By.ShouldBe("ops-0");
    }

    [Fact]
    public async Task Reject_those_who_may_only_look()
    {
        await using var front = await Started(2);
        var browser = await new OpsBrowser(front).LogIn("anna-looks");
        (await browser.Page($"/ops/parked{query}")).ShouldNotContain("data-testid=\"try-one\"");
        foreach (var path in (string[])["/ops/parked/run", "/ops/parked/stop"])
            (await browser.Post(path, form: [("cause", Cause), ("cap", "1"), ("reason", "why")])).StatusCode
                .ShouldBe(HttpStatusCode.Forbidden);
        front.Runs.Started.ShouldBeEmpty();
    }

    private static async Task<RunningFront> Started(int payments)
    {
        var front = await RunningFront.Start(
            ("Ops:AccessTokens:1:Name", "Anna"), ("Ops:AccessTokens:1:Token", "anna-looks"),
            ("Ops:AccessTokens:1:Role", "read"));
        front.Records.Payments.AddRange(Enumerable.Range(1, payments).Select(Payment));
        return front;
    }

    private static PaymentSummary Payment(int number) => new()
    {
        Key = $"norce/1/o{number}/p{number}", Merchant = "norce", Channel = "1", OrderId = $"o{number}",
        PaymentId = $"p{number}", State = "reserved", Version = 3, OutboxEntries = 2, UpdatedAt = at, Amount = new(250m, "SEK"),
        ParkedReason = $"SyncNorce: rejected 422 order-bad-request no article A-{number} on order o{number}.",
        Attention = new(AttentionKinds.Parked, "why", at, 250m),
    };

    private static string Between(string page, string start, string end)
    {
        var from = page.IndexOf(start, StringComparison.Ordinal);
        from.ShouldBeGreaterThanOrEqualTo(0, start);
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
