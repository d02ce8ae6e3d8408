using System.Net;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests.Ops;

public sealed class When_an_operator_looks_around
{
    private static readonly DateTimeOffset at = new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Should_see_who_needs_help_first_then_counts_and_this_node()
    {
        await using var front = await Started();
        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops");
        page.IndexOf("parked-payments", StringComparison.Ordinal).ShouldBeLessThan(
            page.IndexOf("data-testid=\"states\"", StringComparison.Ordinal));
        Between(page, "parked-payments", "</table>").ShouldContain("Norce refused four times");
        Between(page, "parked-payments", "</table>").ShouldNotContain("pReserved");
        Between(page, "state-pending", "</tr>").ShouldContain("<td data-label=\"Payments\" class=\"number\">1</td>");
        Between(page, "data-testid=\"nodes\"", "</table>").ShouldContain("data-testid=\"activations\">7<");
        Between(page, "data-testid=\"payments\"", "</table>").ShouldContain("pReserved");
    }

    [Fact]
    public async Task Should_see_which_channels_go_on_with_an_old_configuration_and_which_have_none()
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn();
        (await browser.Page("/ops")).ShouldNotContain("stale-channels");
        front.Records.Stale =
        [
            new()
            {
                Channel = new("acme", "se"), UnavailableSince = at.AddHours(-2), ReadAt = at.AddHours(-3),
                ServesUntil = at.AddHours(21),
            },
            new() { Channel = new("acme", "no"), UnavailableSince = at.AddHours(-1) },
        ];

        var page = await browser.Page("/ops");

        var kept = Between(page, "stale-acme/se", "</tr>");
        kept.ShouldContain("2025-11-20 06:00:00.000");
        kept.ShouldContain("2025-11-20 05:00:00.000");
        kept.ShouldContain("3 hours old");
        kept.ShouldContain("2025-11-21 05:00:00.000");
        Between(page, "stale-acme/no", "</tr>").ShouldContain("its calls are refused");
    }

    [Theory]
    [InlineData("/ops", "/ops", "page")]
    [InlineData("/ops?list=on", "/ops?list=on", "page")]
    [InlineData("/ops?state=pending", "/ops?list=on", "page")]
    [InlineData("/ops/payment?key=norce%2F1%2FoReserved%2FpReserved", "/ops?list=on", "true")]
    [InlineData("/ops/parked", "/ops/parked", "page")]
    [InlineData("/ops/channels", "/ops/channels", "page")]
    [InlineData("/ops/channel?merchant=norce&channel=1", "/ops/channels", "true")]
    [InlineData("/ops/callers", "/ops/callers", "page")]
    [InlineData("/ops/runbooks/operations-failed", "/ops/runbooks", "true")]
    public async Task Should_be_told_where_in_the_console_the_page_is(string path, string marked, string how)
    {
        await using var front = await Started();
        var page = await (await new OpsBrowser(front).LogIn()).Page(path);
        var bar = Between(page, "<header", "</header>");
        bar.ShouldContain($"href=\"{marked}\" aria-current=\"{how}\"");
        bar.Split("aria-current").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("text=oParked", "pParked")]
    [InlineData("text=pReserved", "pReserved")]
    [InlineData("text=4000999", "pReserved")]
    [InlineData("text=norce%2F1%2FoReserved%2FpReserved", "pReserved")]
    [InlineData("text=++pReserved+", "pReserved")]
    [InlineData("text=pRes", "pReserved")]
    [InlineData("merchant=norce&channel=1&state=reserved", "pReserved")]
    [InlineData("from=2025-11-20&until=2025-11-20&state=reserved", "pReserved")]
    [InlineData("state=pending", "pParked")]
    [InlineData("parked=on", "pParked")]
    [InlineData("outbox=on", "pParked")]
    public async Task Should_find_a_payment_by_what_is_known_of_it(string query, string found)
    {
        await using var front = await Started();
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops?{query}");
        page.ShouldContain($">{found}</a>");
        page.Split("data-testid=\"payment-row\"").Length.ShouldBe(2);
        page.ShouldNotContain("parked-payments");
    }

    [Fact]
    public async Task Should_turn_the_pages_of_a_long_list_by_an_address_that_holds_the_whole_search()
    {
        await using var front = await RunningFront.Start();
        front.Records.Payments.AddRange(Enumerable.Range(1, 150).Select(number => Payment($"{number:000}")));
        var browser = await new OpsBrowser(front).LogIn();

        var first = await browser.Page("/ops?state=reserved&merchant=norce");
        first.Split("data-testid=\"payment-row\"").Length.ShouldBe(101);
        var next = WebUtility.HtmlDecode(Between(first, "href=\"/ops?merchant=norce&amp;state=reserved&amp;after=", "\" data"));
        var second = await browser.Page(next["href=\"".Length..]);

        second.Split("data-testid=\"payment-row\"").Length.ShouldBe(51);
        second.ShouldContain(">p101</a>");
        second.ShouldNotContain("next-page");
    }

    [Theory]
    [InlineData("after=x")]
    [InlineData("after=%7C")]
    [InlineData("after=2025-11-20T08:00:00Z")]
    [InlineData("from=yesterday")]
    [InlineData("until=9999-12-31")]
    [InlineData("sort=%00")]
    public async Task Should_be_shown_a_list_for_an_address_that_makes_no_sense(string query)
    {
        await using var front = await Started();
        (await (await new OpsBrowser(front).LogIn()).Page($"/ops?{query}")).ShouldContain("data-testid=\"payments\"");
    }

    [Fact]
    public async Task Should_read_what_happened_to_a_payment()
    {
        await using var front = await Started();
        front.Clock.SetBack(TimeSpan.FromSeconds(1));
        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops/payment?key=norce%2F1%2FoParked%2FpParked");
        var health = Between(page, "data-testid=\"status\"", "</p>");
        health.ShouldContain("Qliro has the purchase under review.");
        health.ShouldContain("The outbox has 2 entries.");
        health.ShouldContain("It waits for an operator: Norce refused four times");
        Between(page, "data-testid=\"qliro-order\"", "</dd>").ShouldContain("4000123");
        Between(page, "data-testid=\"order-link\"", "</a>").ShouldContain("oParked");
        var timeline = Between(page, "data-testid=\"timeline\"", "</table>");
        timeline.Split("data-testid=\"timeline-row\"").Length.ShouldBe(3);
        timeline.Split("data-testid=\"timeline-call\"").Length.ShouldBe(2);
        timeline.ShouldContain("2025-11-20 08:03:00.000");
        timeline.ShouldContain("3.0 min");
        timeline.ShouldContain("class=\"callback\"");
        timeline.ShouldContain("class=\"other\"");
        timeline.ShouldContain("future-kind");
    }

    [Fact]
    public async Task Should_read_how_often_a_push_came_that_changed_nothing()
    {
        await using var front = await Started();
        var first = new DateTimeOffset(2025, 11, 20, 9, 0, 0, TimeSpan.Zero);
        front.Records.Timelines["norce/1/oParked/pParked"].Add(new()
        {
            At = first, LastAt = first.AddHours(3), Times = 4999, Kind = "callback", Summary = "Qliro push; nothing changed",
        });

        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops/payment?key=norce%2F1%2FoParked%2FpParked");

        var times = Between(page, "data-testid=\"times\"", "</span>");
        times.ShouldContain("4,999 times, last at ");
        times.ShouldContain("2025-11-20 12:00:00.000");
        page.Split("data-testid=\"times\"").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Should_get_from_a_payment_to_its_creation()
    {
        await using var front = await Started();
        front.Records.Payments.Add(
            Payment("Parked") with { Key = "norce/1/oParked", PaymentId = "", State = "at rest" });
        var browser = await new OpsBrowser(front).LogIn();
        var page = await browser.Page("/ops/payment?key=norce%2F1%2FoParked%2FpParked");
        page.ShouldContain("<a href=\"/ops/payment?key=norce%2F1%2FoParked\" data-testid=\"creation-link\">");
        var creations = await browser.Page("/ops/payment?key=norce%2F1%2FoParked");
        creations.ShouldContain("Creations on order oParked");
        creations.ShouldNotContain("creation-link");
    }

    [Fact]
    public async Task Should_be_told_when_there_is_no_such_payment()
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn();
        foreach (var query in (string[])["?key=none", "?key=", ""])
        {
            var response = await browser.Get($"/ops/payment{query}");
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Should_never_be_served_stored_text_as_markup()
    {
        await using var front = await RunningFront.Start();
        const string evil = "\"><script>alert(1)</script>";
        front.Records.Payments.Add(Payment("p") with
        {
            OrderId = evil,
            PaymentId = evil,
            QliroOrderId = evil,
            State = evil,
            ParkedReason = evil,
            Merchant = evil,
            Channel = evil,
            Key = "k",
        });
        front.Records.Timelines["k"] = [new() { At = at, Kind = evil, Summary = evil, Sequence = 1 }];
        var browser = await new OpsBrowser(front).LogIn();
        foreach (var path in (string[])
        [
            "/ops", "/ops/payment?key=k", $"/ops?text={Uri.EscapeDataString(evil)}",
            $"/ops?state={Uri.EscapeDataString(evil)}",
        ])
        {
            (await browser.Page(path)).ShouldNotContain("<script>", Case.Insensitive, path);
        }
        (await (await browser.Get($"/ops/payment?key={Uri.EscapeDataString(evil + "x")}")).Content.ReadAsStringAsync())
            .ShouldNotContain("<script>");
    }

    [Fact]
    public async Task Should_get_the_style_sheet()
    {
        await using var front = await RunningFront.Start();
        var response = await front.Client.GetAsync(new Uri("/ops/ops.css", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        (await response.Content.ReadAsStringAsync()).ShouldContain(":root");
    }

    private static async Task<RunningFront> Started()
    {
        var front = await RunningFront.Start();
        front.Records.Payments.AddRange(
        [
            Payment("Parked") with { State = "pending", OutboxEntries = 2, ParkedReason = "Norce refused four times" },
            Payment("Reserved") with { QliroOrderId = "4000999" },
        ]);
        front.Records.Timelines["norce/1/oParked/pParked"] =
        [
            new() { Sequence = 1, At = at, Kind = "callback", Summary = "Push: OnHold." },
            new() { Sequence = 2, At = at.AddSeconds(1.5), Kind = "call", Summary = "PUT payment: 409." },
            new() { Sequence = 3, At = at.AddMinutes(3), Kind = "future-kind", Summary = "Something newer." },
        ];
        return front;
    }

    private static PaymentSummary Payment(string name) => new()
    {
        Key = $"norce/1/o{name}/p{name}",
        Merchant = "norce",
        Channel = "1",
        OrderId = "o" + name,
        PaymentId = "p" + name,
        QliroOrderId = "4000123",
        State = "reserved",
        Version = 3,
        OutboxEntries = 0,
        UpdatedAt = at,
    };

    private static string Between(string page, string start, string end)
    {
        var from = page.IndexOf(start, StringComparison.Ordinal);
        from.ShouldBeGreaterThanOrEqualTo(0, start);
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
