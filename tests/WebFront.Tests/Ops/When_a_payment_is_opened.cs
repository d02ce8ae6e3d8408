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
        Between(page, "data-testid=\"goods\"", "</table>").ShouldContain("<td>T-1</td>");
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
        front.Records.Payments.Add(new()
        {
            Key = "norce/1/o1/p1", Merchant = "norce", Channel = "1", OrderId = "o1", PaymentId = "p1",
            State = "reserved", Version = 1, OutboxEntries = 0, UpdatedAt = at,
        });
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
