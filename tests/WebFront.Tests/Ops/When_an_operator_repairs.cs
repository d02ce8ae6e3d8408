using System.Net;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests.Ops;

public sealed class When_an_operator_repairs
{
    private const string Key = "norce/1/o1/p1";
    private const string Query = "?key=norce%2F1%2Fo1%2Fp1";
    private static readonly DateTimeOffset at = new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Should_see_what_is_in_the_outbox_and_parked_with_its_reason_and_how_to_go_on()
    {
        await using var front = await Started();
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment{Query}");
        var outbox = Between(page, "data-testid=\"outbox\"", "</table>");
        outbox.ShouldContain("bring the payment up to date");
        outbox.ShouldContain("Norce has this payment as removed.");
        outbox.ShouldContain("<span class=\"parked\">parked</span>");
        outbox.ShouldContain("2025-11-20 08:01:00.000");
        page.ShouldContain($"href=\"/ops/payment/resume{Query}\"");
        page.ShouldContain($"href=\"/ops/payment/compare{Query}\"");
        page.ShouldContain($"href=\"/ops/payment/retry{Query}\"");
    }

    [Fact]
    public async Task Should_be_offered_only_what_would_do_something()
    {
        await using var front = await Started();
        front.Records.Payments[0] = Payment() with { OutboxEntries = 0, ParkedReason = null };
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment{Query}");
        page.ShouldContain("data-testid=\"compare\"");
        page.ShouldNotContain("data-testid=\"ask-to-retry\"");
        page.ShouldNotContain("data-testid=\"ask-to-resume\"");
        front.Records.Payments[0] = Payment() with { Key = "norce/1/o1", PaymentId = "" };
        (await (await new OpsBrowser(front).LogIn()).Page("/ops/payment?key=norce%2F1%2Fo1"))
            .ShouldNotContain("data-testid=\"actions\"");
    }

    [Fact]
    public async Task Should_compare_all_three_and_what_a_refresh_would_do_before_it_does_it()
    {
        await using var front = await Started();
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment/compare{Query}");
        Between(page, "data-testid=\"snapshot\"", "</table>").ShouldContain(
            "data-label=\"About\">State</th><td data-label=\"Norce\">intent</td><td data-label=\"Adapter\">reserved</td>");
        Between(page, "discrepancy-payment-behind-at-norce", "</tr>").ShouldContain("bring Norce up to date");
        Between(page, "discrepancy-money-at-ended-payment", "</tr>").ShouldContain("a person must decide");
        page.ShouldContain($"<form class=\"act\" method=\"post\" action=\"/ops/payment/refresh{Query}\">");
        front.Grains.Messages.Select(sent => sent.Message).ShouldAllBe(message => message is ComparePayment);
    }

    [Fact]
    public async Task Should_read_which_calls_would_be_tried_before_they_are()
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn();
        var page = await browser.Page($"/ops/payment/retry{Query}");
        page.ShouldContain("data-testid=\"outbox-RecordTransaction\"");
        page.ShouldNotContain("data-testid=\"outbox-SyncNorce\"");
        page.ShouldContain($"<form class=\"act\" method=\"post\" action=\"/ops/payment/retry{Query}\">");
        front.Grains.Messages.Select(sent => sent.Message).ShouldAllBe(message => message is ShowOutbox);
        front.Grains.Outbox = new() { Entries = [] };
        page = await browser.Page($"/ops/payment/retry{Query}");
        page.ShouldContain("data-testid=\"nothing\"");
        page.ShouldNotContain("<button data-testid=\"retry\"");
    }

    [Theory]
    [InlineData("refresh", typeof(RepairPayment))]
    [InlineData("retry", typeof(RetryOutbox))]
    [InlineData("resume", typeof(ResumeParked))]
    public async Task Should_send_the_payment_one_message_and_come_back_to_it(string what, Type message)
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn();
        var response = await browser.Post($"/ops/payment/{what}{Query}", form: ("reason", "the bank asks"));
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().ShouldBe($"/ops/payment{Query}");
        var sent = front.Grains.Messages.Where(sent => sent.Message is not PreviewAction).ShouldHaveSingleItem();
        (sent.Key, sent.Message.GetType()).ShouldBe((Key, message));
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("resume")]
    public async Task Should_be_refused_what_would_do_nothing_so_that_no_timeline_says_that_it_was_done(string what)
    {
        await using var front = await Started();
        front.Grains.Steps = new() { Steps = [], WhyNot = "The outbox of payment p1 has nothing to try." };
        var response = await (await new OpsBrowser(front).LogIn())
            .Post($"/ops/payment/{what}{Query}", form: ("reason", "the bank asks"));
        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await response.Content.ReadAsStringAsync()).ShouldContain(
            "payment-conflict: The outbox of payment p1 has nothing to try.");
        front.Grains.Messages.ShouldHaveSingleItem().Message.ShouldBeOfType<PreviewAction>();
    }

    [Theory]
    [InlineData("refresh")]
    [InlineData("retry")]
    [InlineData("resume")]
    public async Task Should_be_told_when_it_was_not_done(string what)
    {
        await using var front = await Started();
        front.Grains.Refusal = new() { Code = "qliro-error", Message = "Qliro is not <available>." };
        var browser = await new OpsBrowser(front).LogIn();
        var response = await browser.Post($"/ops/payment/{what}{Query}", form: ("reason", "the bank asks"));
        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await response.Content.ReadAsStringAsync()).ShouldContain("qliro-error: Qliro is not &lt;available&gt;.");
    }

    [Theory]
    [InlineData("/ops/payment/refresh")]
    [InlineData("/ops/payment/retry")]
    [InlineData("/ops/payment/resume")]
    public async Task Reject_strangers_and_forms_from_elsewhere(string path)
    {
        await using var front = await Started();
        (await new OpsBrowser(front).Post(path + Query)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var browser = await new OpsBrowser(front).LogIn();
        foreach (var site in (string[])["cross-site", "same-site"])
            (await browser.Post(path + Query, site)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.Get("/ops/payment/refresh" + Query)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("?key=")]
    [InlineData("?key=norce%2F1%2Fo1")]
    [InlineData("?key=norce%2F1%2F%2Fp1")]
    public async Task Should_be_told_of_a_key_that_names_no_payment(string query)
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn();
        foreach (var path in (string[])["compare", "retry"])
            (await browser.Get($"/ops/payment/{path}{query}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var path in (string[])["refresh", "retry", "resume"])
            (await browser.Post($"/ops/payment/{path}{query}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_never_be_served_what_a_partner_said_as_markup()
    {
        await using var front = await Started();
        const string evil = "\"><script>alert(1)</script>";
        front.Grains.Comparison = new()
        {
            At = at, Facts = [new(evil, evil, evil, evil)],
            Discrepancies = [new() { Name = evil, What = evil, Repair = evil }],
        };
        front.Grains.Outbox = new() { Entries = [Call(evil) with { Problem = evil, Meaning = evil }] };
        var browser = await new OpsBrowser(front).LogIn();
        foreach (var path in (string[])["", "/compare", "/retry"])
            (await browser.Page($"/ops/payment{path}{Query}")).ShouldNotContain("<script", Case.Insensitive, path);
    }

    [Fact]
    public async Task Should_see_which_partner_is_unavailable()
    {
        await using var front = await Started();
        front.Records.Hosts =
        [
            new() { Partner = "Norce", Host = "norce.example", AnsweredAt = at, FailedAt = at.AddHours(-1) },
            new() { Partner = "Qliro", Host = "pago.qit.nu", OpenSince = at, TriedAgainAt = at
                .AddSeconds(40), CallsNotSent = 17 },
        ];
        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops");
        var norce = Between(page, "partner-Norce", "</tr>");
        norce.ShouldContain("answers");
        norce.ShouldContain("2025-11-20 07:00:00.000");
        var qliro = Between(page, "partner-Qliro", "</tr>");
        qliro.ShouldContain("open since");
        qliro.ShouldContain("2025-11-20 08:00:40.000");
        qliro.ShouldContain(">17<");
    }

    /// <summary>Too few and too quick for the circuit to open, so only the numbers tell.</summary>
    [Fact]
    public async Task Should_not_read_that_a_partner_answers_when_its_last_calls_failed()
    {
        await using var front = await Started();
        front.Records.Hosts =
        [
            new() { Partner = "Norce", Host = "norce.example", FailedAt = at, FailuresInARow = 12 },
            new() { Partner = "Qliro", Host = "pago.qit.nu" },
        ];
        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops");
        var norce = Between(page, "partner-Norce", "</tr>");
        norce.ShouldContain("the last 12 calls failed");
        norce.ShouldNotContain("answers");
        Between(page, "partner-Qliro", "</tr>").ShouldNotContain("answers");
        Between(page, "partners-failing", "</dd>").ShouldContain(">1");
    }

    [Fact]
    public async Task Should_see_what_one_partner_says_while_the_other_cannot_be_read()
    {
        await using var front = await Started();
        front.Grains.Comparison = new()
        {
            At = at, Facts = [new("State", "reserved", "reserved", null)], Discrepancies = [],
            Unread = [new("Qliro", "Qliro is not available.")],
        };
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment/compare{Query}");
        Between(page, "unread-Qliro", "</p>").ShouldContain("Qliro is not available.");
        Between(page, "data-testid=\"snapshot\"", "</table>").ShouldContain(
            "\"Norce\">reserved</td><td data-label=\"Adapter\">reserved</td><td data-label=\"Qliro\">-</td>");
        page.ShouldNotContain("The three agree.");
    }

    [Fact]
    public async Task Should_be_told_that_nothing_is_sent_while_the_partner_is_unavailable()
    {
        await using var front = await Started();
        front.Grains.Outbox = new()
        {
            Entries = [Call("SyncNorce") with { IsHeldBack = true, Problem = "The circuit to Norce is open." }],
        };
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment/retry{Query}");
        var told = Between(page, "data-testid=\"held-back\"", "</p>");
        told.ShouldContain("Nothing would be sent now: The circuit to Norce is open.");
        told.ShouldContain("2025-11-20 08:01:00.000");
    }

    private static async Task<RunningFront> Started()
    {
        var front = await RunningFront.Start();
        front.Records.Payments.Add(Payment());
        front.Grains.Outbox = new()
        {
            Entries =
            [
                Call("SyncNorce") with { IsParked = true, Problem = "Norce has this payment as removed." },
                Call("RecordTransaction"),
            ],
        };
        front.Grains.Comparison = new()
        {
            At = at,
            Facts = [new("State", "intent", "reserved", "Completed")],
            Discrepancies =
            [
                new() { Name = "payment-behind-at-norce", What = "Norce shows intent.",
                    Repair = "bring Norce up to date" },
                new() { Name = "money-at-ended-payment", What = "Qliro holds money." },
            ],
        };
        return front;
    }

    private static OutboxItem Call(string call) => new()
    {
        Kind = call, Meaning = "bring the payment up to date", Since = at, DueAt = at
            .AddMinutes(1), Attempts = 3, IsParked = false,
    };

    private static PaymentSummary Payment() => new()
    {
        Key = Key, Merchant = "norce", Channel = "1", OrderId = "o1", PaymentId = "p1", QliroOrderId = "4000123",
        State = "reserved", Version = 3, OutboxEntries = 2,
        ParkedReason = "SyncNorce: Norce has this payment as removed.",
        UpdatedAt = at,
    };

    private static string Between(string page, string start, string end)
    {
        var from = page.IndexOf(start, StringComparison.Ordinal);
        from.ShouldBeGreaterThanOrEqualTo(0, start);
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
