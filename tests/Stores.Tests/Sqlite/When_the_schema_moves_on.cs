using Microsoft.Data.Sqlite;
using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Sqlite;

public sealed class When_the_schema_moves_on : IAsyncDisposable
{
    private readonly SqliteHome home = new();

    [Fact]
    public async Task Should_make_the_newest_schema_in_a_new_file_and_leave_it_alone_when_reopened()
    {
        await (await home.Open()).Close();
        Query("pragma user_version").ShouldBe(SqliteMigrations.Newest);

        var tables = Query("select count(*) from sqlite_master");
        await (await home.Open()).Close();
        Query("select count(*) from sqlite_master").ShouldBe(tables);
    }

    [Fact]
    public async Task Should_count_repeats_in_a_file_of_the_version_before()
    {
        await (await home.Open()).Close();
        Query($"{WithoutAttention}; drop table payment_repeats; pragma user_version = 1");

        var opened = await home.Open();
        await opened.Payments.Commit(A.Payment("p1"), CancellationToken.None);
        await opened.Payments.CountRepeat(new(A.Payment("p1").Key, 1, "again", A.Noon), CancellationToken.None);
        await opened.Close();
        Query("select times from payment_repeats").ShouldBe(1);
    }

    [Fact]
    public async Task Should_ask_for_a_person_for_what_the_version_before_parked()
    {
        var opened = await home.Open();
        await opened.Payments.Commit(A.Payment("p1") with { ParkedReason = "why" }, CancellationToken.None);
        await opened.Close();
        Query($"{WithoutAttention}; pragma user_version = 2");

        opened = await home.Open();
        var found = await opened.Records.Find(new() { NeedsPersonAt = A.Noon.AddHours(1) }, CancellationToken.None);
        found.ShouldHaveSingleItem().Attention!.Reason.ShouldBe("why");
        await opened.Close();
    }

    private const string WithoutAttention =
        "drop index payments_events; drop index payments_events_given_up; "
        + "alter table payments drop column events_since; alter table payments drop column events_given_up; "
        + "alter table payment_events drop column trace; "
        + "drop index payments_data_keys; alter table payments drop column data_key; "
        + "alter table payments drop column chain; alter table payment_repeats drop column signature; "
        + "drop index payments_held; alter table payments drop column held_reason; alter table payments drop column method; "
        + "drop table payment_ids; drop index payments_attention; drop index payments_reference; drop index payments_outbox_since; "
        + "alter table payments drop column amount; alter table payments drop column currency; "
        + "alter table payments drop column merchant_reference; alter table payments drop column attention; "
        + "alter table payments drop column attention_reason; alter table payments drop column attention_at; "
        + "alter table payments drop column at_risk; alter table payments drop column outbox_since";

    [Fact]
    public async Task Should_run_on_the_schema_of_the_next_version()
    {
        await (await home.Open()).Close();
        Query($"pragma user_version = {SqliteMigrations.Newest + 1}");

        var opened = await home.Open();
        await opened.Payments.Commit(A.Payment("p1"), CancellationToken.None);
        await opened.Close();
        Query("pragma user_version").ShouldBe(SqliteMigrations.Newest + 1);
    }

    [Fact]
    public async Task Should_refuse_a_schema_two_versions_ahead()
    {
        await (await home.Open()).Close();
        Query($"pragma user_version = {SqliteMigrations.Newest + 2}");

        await using var store = SqliteHome.StoreAt(home.Path);
        Should.Throw<StoreStartException>(store.Open).Message.ShouldContain("schema version");
    }

    [Theory]
    [InlineData("due_at <= 5 order by due_at, key limit 9", "payments_due")]
    [InlineData("(key = 'a' or order_id = 'a' or payment_id = 'a' or qliro_order_id = 'a')",
        "payments_qliro_order")]
    [InlineData("state = 'a' order by updated_at desc, key desc limit 9", "payments_state")]
    [InlineData("parked_reason is not null limit 9", "payments_parked")]
    [InlineData("owed_calls > 0 limit 9", "payments_owing")]
    [InlineData("attention is not null and attention_at <= 9 order by at_risk desc, attention_at, key limit 9",
        "payments_attention")]
    [InlineData("merchant_reference >= 'a' and merchant_reference < 'b' order by merchant_reference limit 9",
        "payments_reference")]
    [InlineData("held_reason is not null order by updated_at desc limit 9", "payments_held")]
    [InlineData("events_since is not null order by events_since, key limit 9", "payments_events")]
    [InlineData("events_given_up > 0 order by updated_at desc limit 9", "payments_events_given_up")]
    [InlineData("true order by updated_at desc, key desc limit 9", "payments_newest")]
    public async Task Should_answer_from_the_index_made_for_it(string condition, string index)
        => (await PlanOf("select * from payments where " + condition)).ShouldContain(index);

    [Theory]
    [InlineData("select state, sum(owed_calls) from payments where owed_calls > 0 group by state", "payments_owing")]
    [InlineData("select state, count(*) from payments group by state", "payments_state")]
    [InlineData("select sum(events_given_up) from payments where events_given_up > 0", "payments_events_given_up")]
    public async Task Should_count_without_reading_the_payments(string query, string index)
        => (await PlanOf(query)).ShouldContain("COVERING INDEX " + index);

    private async Task<string> PlanOf(string query)
    {
        await (await home.Open()).Close();
        await using var connection = Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = "explain query plan " + query;
        await using var reader = await command.ExecuteReaderAsync();
        var plan = "";
        while (await reader.ReadAsync()) plan += reader.GetString(3) + "\n";
        return plan;
    }

    public ValueTask DisposeAsync() => home.DisposeAsync();

    private long? Query(string text)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar() as long?;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={home.Path};Pooling=false");
        connection.Open();
        return connection;
    }
}
