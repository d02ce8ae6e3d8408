using System.Net.Http.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests.Ops;

public sealed class When_a_payment_is_opened
{
    private const string Query = "?key=norce%2F1%2Fo1%2Fp1";
    private static readonly DateTimeOffset at = new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Should_show_its_amounts_operations_goods_and_configuration()
    {
        await using var front = await Started();
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment{Query}");
        foreach (var (name, sum) in (IEnumerable<(string, string)>)
            [("to-pay", "250.00"), ("reserved", "250.00"), ("captured", "125.00"), ("refunded", "25.00"), ("released", "0.00")])
            Between(page, $"data-testid=\"{name}\"", "</dd>").ShouldContain($"{sum} SEK", Case.Sensitive, name);
        Between(page, "data-testid=\"status\"", "</p>").ShouldMatch(@"outbox (is empty|has [^.]*)\. It ");
        var failed = Between(page, "data-testid=\"operation-2\"", "</tr>");
        failed.ShouldContain("<span class=\"problem\">failed</span>: Qliro says no.");
        Between(page, "data-testid=\"operation-1\"", "</tr>").ShouldContain("900001, 900002");
        Between(page, "data-testid=\"goods\"", "</table>").ShouldContain("<td data-label=\"Article\">T-1</td>");
        Between(page, "data-testid=\"configuration\"", "</details>").ShouldContain("<dt>useUpsell</dt><dd>true</dd>");
    }

    [Fact]
    public async Task Should_fold_calls_under_what_made_them_and_count_what_repeats()
    {
        await using var front = await Started();
        front.Records.Timelines["norce/1/o1/p1"] =
        [
            Row(1, "callback", "Push."), Row(2, "call", "Norce GET: 503 in 7 ms"), Row(3, "call", "Norce GET: 503 in 9 ms"),
            Row(4, "call", "Qliro GET: 200 in 9 ms"),
            Row(5, "problem", "SyncNorce not done: 503. Next try 08:00:01."),
            Row(6, "problem", "SyncNorce not done: 503. Next try 08:00:03."), Row(7, "decision", "Done."),
        ];
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment{Query}");
        var timeline = Between(page, "data-testid=\"timeline\"", "</table>");
        timeline.Split("data-testid=\"timeline-row\"").Length.ShouldBe(4);
        timeline.Split("data-testid=\"timeline-call\"").Length.ShouldBe(3);
        timeline.ShouldContain(">3 calls<");
        timeline.Split("2 times, last at").Length.ShouldBe(3);
        timeline.Split("class=\"problem\"").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Should_show_the_traces_of_a_row_and_its_calls_once_each_to_copy()
    {
        await using var front = await Started();
        var (one, two) = (new string('a', 32), new string('b', 32));
        front.Records.Timelines["norce/1/o1/p1"] =
        [
            Row(1, "callback", "Push.") with { Trace = one }, Row(2, "call", "Norce GET: 503 in 7 ms") with { Trace = one },
            Row(3, "call", "Qliro GET: 200 in 9 ms") with { Trace = two }, Row(4, "decision", "Done."),
        ];
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment{Query}");
        var timeline = Between(page, "data-testid=\"timeline\"", "</table>");
        timeline.Split("data-testid=\"row-traces\"").Length.ShouldBe(2);
        foreach (var trace in (string[])[one, two])
            timeline.Split($"data-testid=\"row-trace\">{trace}</code>").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Should_show_the_way_that_its_state_took_and_what_it_was_after_a_row()
    {
        await using var front = await Started();
        front.Records.Timelines["norce/1/o1/p1"] =
        [
            Row(1, "decision", "Creation begun: 250.00 SEK, Qliro reference o1."), Row(2, "decision", "Creation completed."),
            Row(3, "call", "Qliro GET: 200 in 9 ms"), Row(4, "decision", "Purchase approved; Norce order in processing."),
            Row(5, "decision", "Qliro completed the purchase."),
            Row(6, "decision", "Qliro's admin order: reserved 250.00, captured 250.00, returned 0.00, released 0.00; payment captured."),
        ];
        front.Records.Payments[0] = front.Records.Payments[0] with { State = "captured" };
        var browser = await new OpsBrowser(front).LogIn();
        var page = await browser.Page($"/ops/payment{Query}");
        Way(page).ShouldBe("creating → intent → processing → reserved → captured");
        Between(page, "data-testid=\"path\"", "</ol>").ShouldContain("<li class=\"now\" aria-current=\"step\">captured");
        page.ShouldContain("/ops/payment?key=norce%2F1%2Fo1%2Fp1&amp;upto=4");

        page = await browser.Page($"/ops/payment{Query}&upto=4");
        Way(page).ShouldBe("creating → intent → processing");
        page.ShouldContain("data-testid=\"up-to\"");
        page.ShouldNotContain("Qliro completed the purchase.");
    }

    [Theory]
    [InlineData("decision", "Operation 1 part 1: failed (Qliro: no).", "problem")]
    [InlineData("decision", "AdvanceOperation delivered: the operation failed.", "problem")]
    [InlineData("decision", "Operation 1 part 1: succeeded, Qliro transaction 7.", "decision")]
    [InlineData("decision", "AdvanceOperation delivered.", "decision")]
    [InlineData("callback", "Qliro push: Operation 1 part 1: failed", "callback")]
    [InlineData("of-a-newer-node", "Something.", "other")]
    public async Task Should_have_the_colour_of_problems_where_an_operation_failed(string kind, string what, string tone)
    {
        await using var front = await Started();
        front.Records.Timelines["norce/1/o1/p1"] = [Row(1, kind, what)];
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment{Query}");
        page.ShouldContain($"data-testid=\"timeline-row\" class=\"{tone}\"");
    }

    [Fact]
    public async Task Should_lead_to_the_back_offices_whose_address_the_settings_have()
    {
        await using var front = await RunningFront.Start(
            ("Ops:NorceLink", "https://norce.example/{merchant}/orders/{orderId}"),
            ("Ops:QliroLink", "https://qliro.example/?o={qliroOrderId}"));
        front.Records.Payments.Add(Payment() with { OrderId = "o 1/&", QliroOrderId = null });
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment{Query}");
        page.ShouldContain("href=\"https://norce.example/norce/orders/o%201%2F%26\"");
        page.ShouldNotContain("qliro.example");
        front.Records.Payments[0] = Payment();
        (await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment{Query}")).ShouldContain("href=\"https://qliro.example/?o=");
    }

    [Fact]
    public async Task Should_search_for_an_address_by_its_hash_and_for_what_has_no_index()
    {
        await using var front = await RunningFront.Start(("Adapter:EmailHashKey", "0123456789abcdef"));
        var hash = QliroAdapter.Payments.MailHash.Of("anna@shop.se", "0123456789abcdef")!;
        front.Records.Payments.Add(Payment() with { MerchantReference = hash, Method = "CARD", Amount = new(250m, "SEK") });
        front.Records.End = new(at, "norce/1/o1/p1");
        var browser = await new OpsBrowser(front).LogIn();
        (await browser.Page("/ops?text=Anna%40shop.se")).ShouldContain("data-testid=\"payment-row\"");
        (await browser.Page("/ops?text=bo%40shop.se")).ShouldNotContain("data-testid=\"payment-row\"");
        var page = await browser.Page("/ops?method=CARD&atleast=200&atmost=250,00&sort=amount");
        page.ShouldContain("data-testid=\"payment-row\"");
        page.ShouldContain("href=\"/ops?method=CARD&amp;atleast=200&amp;atmost=250%2C00&amp;sort=amount\" data-testid=\"saved-view\"");
        Between(page, "data-testid=\"looked-through\"", "</p>").ShouldContain("10,000 payments were looked through");
        (await browser.Page("/ops?atleast=251")).ShouldNotContain("data-testid=\"payment-row\"");
    }

    [Fact]
    public async Task Should_be_where_a_search_leads_that_finds_no_other()
    {
        await using var front = await RunningFront.Start();
        front.Records.Payments.Add(Payment());
        front.Records.Payments.Add(Payment() with { Key = "norce/1/o1", PaymentId = "" });
        var browser = await new OpsBrowser(front).LogIn();
        foreach (var field in (string[])["search-text", "quick-search"])
            Between(await browser.Page("/ops"), $"data-testid=\"{field}\"", "</form>").ShouldContain("name=\"go\" value=\"on\"");
        var answer = await browser.Get("/ops?text=o1&state=&go=on");
        (answer.StatusCode, answer.Headers.Location!.ToString())
            .ShouldBe((System.Net.HttpStatusCode.Redirect, "/ops/payment?key=norce%2F1%2Fo1%2Fp1"));
        // A saved view, a link and a search without a text stay lists; so do two payments.
        (await browser.Page("/ops?text=o1")).ShouldContain("data-testid=\"payment-row\"");
        (await browser.Page("/ops?state=reserved&go=on")).ShouldContain("data-testid=\"payment-row\"");
        front.Records.Payments.Add(Payment() with { Key = "norce/1/o1/p2", PaymentId = "p2" });
        (await browser.Page("/ops?text=o1&go=on")).ShouldNotContain("go=on\" data-testid=\"saved-view\"");
    }

    [Fact]
    public async Task Should_show_bodies_of_calls_to_those_who_may_act_only()
    {
        await using var front = await RunningFront.Start(
            ("Ops:AccessTokens:1:Name", "Anna"), ("Ops:AccessTokens:1:Token", "anna-looks"),
            ("Ops:AccessTokens:1:Role", "read"));
        front.Records.Payments.Add(Payment());
        front.Records.Bodies.Add(new()
        {
            Key = "norce/1/o1/p1", At = at, Partner = "Norce", Operation = "PUT state", Status = 200,
            Request = """{"state":"<completed>"}""", Answer = "",
        });
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment{Query}");
        var bodies = Between(page, "data-testid=\"bodies\"", "</main>");
        bodies.ShouldContain("Norce PUT state: 200");
        bodies.ShouldContain("{&quot;state&quot;:&quot;&lt;completed&gt;&quot;}");
        (await (await new OpsBrowser(front).LogIn("anna-looks")).Page($"/ops/payment{Query}"))
            .ShouldNotContain("data-testid=\"bodies\"");
    }

    /// <summary>The words of the way, without the times.</summary>
    private static string Way(string page)
    {
        const string end = "</time>";
        var text = Between(page, "data-testid=\"way\"", "</p>");
        var words = text[(text.IndexOf('>', StringComparison.Ordinal) + 1)..].Split("<time")
            .Select((part, place) => place == 0
                ? part : part[(part.IndexOf(end, StringComparison.Ordinal) + end.Length)..]);
        return string.Join(' ', string.Concat(words).Replace("&#x2192;", "→", StringComparison.Ordinal)
            .Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Should_leave_as_a_file_for_support()
    {
        await using var front = await Started();
        front.Records.Timelines["norce/1/o1/p1"] = [Row(1, "callback", "Push.")];
        var response = await (await new OpsBrowser(front).LogIn()).Get($"/ops/payment/export{Query}");
        response.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe("payment-p1.json");
        var export = await response.Content.ReadFromJsonAsync<JsonNode>();
        export!["payment"]!["key"]!.GetValue<string>().ShouldBe("norce/1/o1/p1");
        export["money"]!["sums"]!["captured"]!.GetValue<decimal>().ShouldBe(125m);
        export["timeline"]!.AsArray().Count.ShouldBe(1);
        (await (await new OpsBrowser(front).LogIn()).Get("/ops/payment/export?key=norce%2F1%2Fo1%2Fp2")).StatusCode
            .ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private static TimelineEntry Row(int number, string kind, string summary)
        => new() { Sequence = number, At = at.AddSeconds(number), Kind = kind, Summary = summary };

    private static async Task<RunningFront> Started()
    {
        var front = await RunningFront.Start();
        front.Records.Payments.Add(Payment());
        front.Grains.Outbox = new()
        {
            Entries = [],
            Details = new()
            {
                ToPay = new(250m, "SEK"),
                Sums = new(250m, 125m, 25m, 0m),
                Goods = [new("1:T-1", "T-1", "Product", 125m, 2, 1, 0, 0)],
                Operations = [Operation(1, "succeeded", null, 900001, 900002), Operation(2, "failed", "Qliro says no.")],
                Configuration = new Dictionary<string, string> { ["useUpsell"] = "true" },
            },
        };
        return front;
    }

    private static PaymentSummary Payment() => new()
    {
        Key = "norce/1/o1/p1", Merchant = "norce", Channel = "1", OrderId = "o1", PaymentId = "p1", QliroOrderId = "4000123",
        State = "reserved", Version = 1, OutboxEntries = 0, UpdatedAt = at,
    };

    private static PaymentOperation Operation(int number, string status, string? problem, params long[] transactions)
        => new()
        {
            Number = number, Type = "capture", Status = status, Amount = 125m, RequestedAt = at, Problem = problem,
            RequestIds = [Guid.Empty], TransactionIds = transactions,
        };

    private static string Between(string page, string start, string end)
    {
        var from = page.IndexOf(start, StringComparison.Ordinal);
        from.ShouldBeGreaterThanOrEqualTo(0, start);
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
