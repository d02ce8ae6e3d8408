using System.Globalization;
using Microsoft.Data.Sqlite;
using QliroAdapter.Ops;
using QliroAdapter.Store;
using QliroAdapter.Stores.Tests.Postgres;
using QliroAdapter.Stores.Tests.Sqlite;
using QliroAdapter.Tests.Postgres;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Search;

/// <summary>
/// No search reads all payments: each is answered from an index, and conditions without one are looked for among a
/// bounded number of rows. Asserted by the databases' own plans; <see cref="MillionPayments"/> measures it.
/// </summary>
public sealed class When_many_payments_are_stored
{
    private const int Count = 5000;

    [Fact]
    public async Task Should_answer_every_search_from_an_index_of_sqlite()
    {
        await using var home = new SqliteHome();
        await (await home.Open()).Close();
        await MillionPayments.Fill(home, Count);
        await using var connection = new SqliteConnection($"Data Source={home.Path};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var (name, search) in Searches.Of(Filled.ChangedAt(Count)))
        {
            string[] end = SearchCondition.IsBounded(search)
                ? [SearchCondition.SelectEnd(search, isIndexNamed: true)] : [];
            foreach (var statement in (string[])[SearchCondition.Select(search, isIndexNamed: true), .. end])
            {
                var plan = await Plan(connection, statement);
                plan.ShouldNotBeEmpty();
                plan.Where(line => line.StartsWith("SCAN payments", StringComparison.Ordinal)
                    && !line.Contains(" INDEX ", StringComparison.Ordinal)).ShouldBeEmpty(name);
            }
        }
    }

    [Fact]
    public async Task Should_answer_every_search_from_an_index_of_postgresql()
    {
        await using var home = new PostgresHome();
        await (await home.Open()).Close();
        await MillionPayments.Fill(home, Count);
        foreach (var (name, search) in Searches.Of(Filled.ChangedAt(Count)))
        {
            var plan = (string)(await PostgresServer.Execute(home.ConnectionString,
                "set enable_seqscan = off; drop table if exists plan; create temporary table plan (line json); "
                + "do $do$ declare found json; begin execute $q$explain (format json) "
                + $"{Literal(SearchCondition.Select(search, isIndexNamed: false), search)}$q$ into found; insert into plan values (found); "
                + "end $do$; select line::text from plan"))!;
            // With sequential scans off, one stands in a plan only where no index can serve it.
            plan.ShouldNotContain("Seq Scan", Case.Sensitive, name);
        }
    }

    [Fact]
    public async Task Should_say_how_far_it_looked_and_go_on_from_there()
    {
        await using var home = new SqliteHome();
        await (await home.Open()).Close();
        const int Newest = 51_000;
        await MillionPayments.Fill(home, Newest);
        var store = await home.Open();
        // The newest of this merchant is number 50003, the other one number 3.
        var search = new PaymentSearch { Merchant = "rare" };

        (await store.Records.Find(search, default)).ShouldHaveSingleItem().OrderId.ShouldBe("order-0050003");
        var end = await store.Records.EndOf(search, default);
        end!.UpdatedAt.ShouldBe(Filled.ChangedAt(Newest - PaymentSearch.LookedThroughMax + 1));
        IReadOnlyList<PaymentSummary> found = [];
        for (var pages = 1; found.Count == 0; pages++)
        {
            pages.ShouldBeLessThan((Newest / PaymentSearch.LookedThroughMax) + 1);
            var behind = search with { After = end };
            found = await store.Records.Find(behind, default);
            end = await store.Records.EndOf(behind, default);
        }
        found.ShouldHaveSingleItem().OrderId.ShouldBe("order-0000003");
        end.ShouldBeNull();
        await store.Close();
    }

    private static async Task<IReadOnlyList<string>> Plan(SqliteConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statement is the program's own.
        command.CommandText = $"explain query plan {statement}";
#pragma warning restore CA2100
        foreach (var name in (string[])["@text", "@end", "@merchant", "@channel", "@state", "@since", "@until", "@needs",
            "@method", "@least", "@most", "@after_at", "@after_key", "@max", "@ended"])
            command.Parameters.AddWithValue(name, 1);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(3));
        return lines;
    }

    private static string Literal(string statement, PaymentSearch search) => new (string Name, string? Value)[]
    {
        ("ended", CreationStates.Ended), ("text", search.Text), ("end", SearchCondition.EndOf(search.Text ?? "")), ("merchant", search.Merchant),
        ("channel", search.Channel), ("state", search.State), ("since", Time(search.From)),
        ("until", Time(search.Until)), ("needs", Time(search.NeedsPersonAt)), ("method", search.Method),
        ("least", "99900"), ("most", "100000"), ("after_at", Time(search.After?.UpdatedAt)),
        ("after_key", search.After?.Key), ("max", "100"),
    }.Aggregate(statement, (text, value) => text.Replace(
        $"@{value.Name}", value.Name is "least" or "most" or "max" ? value.Value : $"'{value.Value}'",
        StringComparison.Ordinal));

    private static string? Time(DateTimeOffset? at) => at?.ToString("O", CultureInfo.InvariantCulture);
}
