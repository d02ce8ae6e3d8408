using System.Text.RegularExpressions;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests.Ops;

/// <summary>
/// On a narrow screen the rows of a table are stacked, and each cell stands behind the name of its column.
/// </summary>
public sealed partial class When_a_table_has_no_room
{
    private const string Query = "?key=norce%2F1%2Fo1%2Fp1";
    private static readonly DateTimeOffset at = new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/ops", 5)]
    [InlineData("/ops?list=on", 1)]
    [InlineData($"/ops/payment{Query}", 2)]
    [InlineData($"/ops/payment/compare{Query}", 2)]
    [InlineData("/ops/settings", 5)]
    [InlineData("/ops/channels", 1)]
    [InlineData("/ops/cluster", 1)]
    [InlineData("/ops/parked", 1)]
    public async Task Should_have_its_columns_name_in_every_cell(string path, int tablesMin)
    {
        await using var front = await Started();
        var page = await (await new OpsBrowser(front).LogIn()).Page(path);
        var tables = Table().Matches(page).Select(table => table.Value)
            .Where(table => !table.Contains("data-minutes", StringComparison.Ordinal)).ToList();
        tables.Count.ShouldBeGreaterThanOrEqualTo(tablesMin);
        foreach (var table in tables)
        {
            var names = Column().Matches(table).Select(column => column.Groups["name"].Value).ToList();
            var rows = table[table.IndexOf("<tbody", StringComparison.Ordinal)..].Split("<tr").Skip(1).ToList();
            rows.ShouldNotBeEmpty(table);
            foreach (var row in rows)
                Cell().Matches(row).Select(cell => cell.Groups["name"].Value).ShouldBe(names, row);
        }
    }

    private static async Task<RunningFront> Started()
    {
        var front = await RunningFront.Start();
        front.Records.Payments.Add(new()
        {
            Key = "norce/1/o1/p1", Merchant = "norce", Channel = "1", OrderId = "o1", PaymentId = "p1",
            State = "reserved", Version = 3, OutboxEntries = 1, UpdatedAt = at, Amount = new(250m, "SEK"),
            ParkedReason = "SyncNorce: refused.", Attention = new(AttentionKinds.Parked, "refused.", at, 250m),
        });
        front.Records.Timelines["norce/1/o1/p1"] =
            [new() { Sequence = 1, At = at, Kind = "decision", Summary = "Payment created." }];
        front.Records.Hosts = [new() { Partner = "Norce", Host = "norce.example", AnsweredAt = at }];
        front.Grains.Outbox = new()
        {
            Entries =
            [
                new()
                {
                    Kind = "SyncNorce", Meaning = "bring Norce up to date", Since = at, DueAt = at, Attempts = 3,
                    IsParked = true,
                },
            ],
        };
        front.Grains.Comparison = new()
        {
            At = at, Facts = [new("State", "intent", "reserved", "Completed")],
            Discrepancies = [new() { Name = "payment-behind-at-norce", What = "Norce shows intent." }],
        };
        return front;
    }

    [GeneratedRegex("<table.*?</table>", RegexOptions.Singleline, 1000)]
    private static partial Regex Table();

    [GeneratedRegex("<th scope=\"col\"[^>]*>(?<name>[^<]*)</th>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Column();

    [GeneratedRegex("<t[dh](?: scope=\"row\")?(?: data-label=\"(?<name>[^\"]*)\")?[ >]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cell();
}
