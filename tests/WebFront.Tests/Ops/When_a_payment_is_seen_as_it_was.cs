using QliroAdapter.Composition;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.WebFront.Tests.Ops;

/// <summary>The payment after a row of its timeline, from the versions that are kept, and what a commit changed.</summary>
public sealed class When_a_payment_is_seen_as_it_was
{
    private const string Key = "norce/1/o1/p1";
    private const string Query = "?key=norce%2F1%2Fo1%2Fp1";
    private const string LookToken = "anna-looks";
    private static readonly DateTimeOffset at = new(2025, 11, 20, 7, 0, 0, TimeSpan.Zero);

    private static readonly PaymentDocument opened = new()
    {
        Key = Key, State = PaymentState.Intent, Amount = new(250m, "SEK"), BegunAt = at,
        QliroOrderId = Qliro.QliroOrderId.Of(4711), MerchantReference = "o1",
    };

    private static readonly PaymentDocument bought = opened with
    {
        State = PaymentState.Reserved,
        Ledger = new()
        {
            Lines = [new("1:T-1", "Product", 125m, Reserved: 2, Captured: 0, Returned: 0, Released: 0)],
        },
        Outbox = [new() { Kind = OutboxKind.SyncNorce, DueAt = at, Since = at, Problem = "Norce says <no>." }],
    };

    [Theory]
    [InlineData(RunningFront.OpsToken)]
    [InlineData(LookToken)]
    public async Task Should_show_state_amounts_lines_outbox_and_timeline_of_then(string token)
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn(token);
        var page = await browser.Page($"/ops/payment{Query}");
        page.ShouldContain("/ops/payment?key=norce%2F1%2Fo1%2Fp1&amp;upto=3\"");
        page.ShouldContain("/ops/payment?key=norce%2F1%2Fo1%2Fp1&amp;upto=3#changes\"");

        page = await browser.Page($"/ops/payment{Query}&upto=3");

        var banner = Between(page, "data-testid=\"up-to\"", "</div>");
        banner.ShouldContain("version 2");
        banner.ShouldContain("rows 3 to 4");
        banner.ShouldContain("upto=2\" data-testid=\"version-before\"");
        banner.ShouldContain("upto=5\" data-testid=\"version-after\"");
        Between(page, "data-testid=\"state\"", "</dd>").ShouldContain("reserved");
        Between(page, "data-testid=\"reserved\"", "</dd>").ShouldContain("250.00 SEK");
        Between(page, "data-testid=\"captured\"", "</dd>").ShouldContain("0.00 SEK");
        Between(page, "data-testid=\"goods\"", "</table>").ShouldContain("1:T-1");
        Between(page, "data-testid=\"outbox\"", "</table>").ShouldContain("Norce says &lt;no&gt;.");
        page.ShouldContain("Row 4.");
        page.ShouldNotContain("Row 5.");
        page.ShouldNotContain("data-testid=\"actions\"");
        page.ShouldNotContain("data-testid=\"holder\"");
    }

    [Fact]
    public async Task Should_show_what_a_commit_changed()
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn(LookToken);

        var changes = Between(await browser.Page($"/ops/payment{Query}&upto=4"), "data-testid=\"changes\"", "</table>");
        Change(changes, "state").ShouldBe(("Intent", "Reserved"));
        Change(changes, "ledger.lines[1:T-1 Product].reserved").ShouldBe(("-", "2"));
        Change(changes, "outbox[SyncNorce 0].problem").ShouldBe(("-", "Norce says &lt;no&gt;."));
        changes.ShouldNotContain("<code>amount");

        changes = Between(await browser.Page($"/ops/payment{Query}&upto=1"), "data-testid=\"changes\"", "</table>");
        Change(changes, "amount.amount").ShouldBe(("-", "250"));
    }

    [Fact]
    public async Task Should_say_that_the_version_before_is_not_kept()
    {
        await using var front = await Started();
        front.Records.Bodies.RemoveAt(0);
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment{Query}&upto=3");
        Between(page, "data-testid=\"changes\"", "</section>").ShouldContain("the version before it is not kept");
        Between(page, "data-testid=\"state\"", "</dd>").ShouldContain("reserved");
    }

    [Theory]
    [InlineData("72", 5, "in a rush only some are kept")]
    [InlineData("2", 5, "there after a second or two")]
    [InlineData("1", 5, "older than 1 hours")]
    [InlineData("0", 5, "nothing is kept (Ops:KeepBodiesHours is 0)")]
    [InlineData("72", 9, "there is no such row")]
    [InlineData("72", 6, "it was too large to keep")]
    [InlineData("72", 7, "it is sealed under the data key 12, which is not in Adapter:DataKeys")]
    [InlineData("72", 8, "this version cannot read it")]
    public async Task Should_say_plainly_when_it_is_not_kept(string hours, int row, string why)
    {
        await using var front = await Started(("Ops:KeepBodiesHours", hours));
        front.Records.Bodies.Add(Version(4, 6, 6, ""));
        front.Records.Bodies.Add(Version(5, 7, 7, "\"sealed under the data key 12, which is not in Adapter:DataKeys\""));
        front.Records.Bodies.Add(Version(6, 8, 8, "AAAA"));
        front.Clock.Advance(TimeSpan.FromMinutes(1));
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment{Query}&upto={row}");
        var banner = Between(page, "data-testid=\"up-to\"", "</div>");
        banner.ShouldContain(why);
        banner.ShouldContain("stand here as they are now");
        page.ShouldNotContain("data-testid=\"changes\"");
    }

    private static (string Before, string After) Change(string changes, string path)
    {
        var cells = Between(changes, $"<code>{path}</code>", "</tr>").Split("<td")[1..]
            .Select(cell => cell[(cell.IndexOf('>', StringComparison.Ordinal) + 1)..].Split("</td>")[0]).ToList();
        return (cells[0], cells[1]);
    }

    private static async Task<RunningFront> Started(params (string Key, string? Value)[] settings)
    {
        var front = await RunningFront.Start(
        [
            ("Ops:AccessTokens:1:Name", "Anna"), ("Ops:AccessTokens:1:Token", LookToken),
            ("Ops:AccessTokens:1:Role", "read"), .. settings,
        ]);
        front.Records.Payments.Add(new()
        {
            Key = Key, Merchant = "norce", Channel = "1", OrderId = "o1", PaymentId = "p1", QliroOrderId = "4711",
            State = "captured", Version = 3, OutboxEntries = 0, UpdatedAt = at.AddMinutes(5), Amount = new(250m, "SEK"),
        });
        front.Records.Timelines[Key] =
        [
            .. Enumerable.Range(1, 8).Select(row => new TimelineEntry
            {
                Sequence = row, At = at.AddSeconds(row), Kind = "decision", Summary = $"Row {row}.",
            }),
        ];
        front.Records.Bodies.Add(Version(1, 1, 2, Text(opened)));
        front.Records.Bodies.Add(Version(2, 3, 4, Text(bought)));
        return front;
    }

    private static string Text(PaymentDocument payment)
        => new PaymentVersion(payment, new(1, 1, 1, at), Features.Json).Redacted().Request;

    private static CallBody Version(long version, long first, long last, string text) => new()
    {
        Key = Key, At = at.AddSeconds(last), Partner = KeptVersion.Partner,
        Operation = new KeptVersion(version, first, last, at).Name, Request = text, Answer = "",
    };

    private static string Between(string page, string start, string end)
    {
        var from = page.IndexOf(start, StringComparison.Ordinal);
        from.ShouldBeGreaterThanOrEqualTo(0, start);
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
