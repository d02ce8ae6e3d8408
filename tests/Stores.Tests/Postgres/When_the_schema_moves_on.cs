using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Postgres;

public sealed class When_the_schema_moves_on : IAsyncLifetime
{
    private readonly PostgresHome home = new();

    public async ValueTask InitializeAsync() => await home.Create();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task Should_be_made_once_by_nodes_that_start_together()
    {
        var nodes = Enumerable.Range(0, 8).Select(_ => PostgresHome.StoreAt(home.ConnectionString, 2)).ToList();
        await Task.WhenAll(nodes.Select(node => node.Open()));
        (await Query("select version from payment_schema")).ShouldBe(PostgresMigrations.Newest);
        foreach (var node in nodes) await node.Close();
    }

    [Fact]
    public async Task Should_leave_the_next_versions_schema_and_functions_alone()
    {
        await (await home.Open()).Close();
        await Query("update payment_schema set version = version + 1");
        await Query(
            """
            create or replace function payment_read(p_key text)
            returns table (version bigint, document text, data_key text, chain text, last_event bigint)
            language sql stable as $$ select 7::bigint, 'of the next version', null::text, null::text, 1::bigint $$
            """);

        var opened = await home.Open();
        await opened.Payments.Commit(A.Payment("p1"), CancellationToken.None);
        (await opened.Payments.Load(A.Payment("p1").Key, CancellationToken.None))!.Version.ShouldBe(7);
        await opened.Close();
        (await Query("select version from payment_schema")).ShouldBe(PostgresMigrations.Newest + 1);
    }

    [Fact]
    public async Task Should_count_repeats_in_a_database_of_the_version_before()
    {
        await (await home.Open()).Close();
        await Query("drop function payment_repeat; drop table payment_repeats; update payment_schema set version = 3");

        var opened = await home.Open();
        await opened.Payments.Commit(A.Payment("p1"), CancellationToken.None);
        await opened.Payments.CountRepeat(new(A.Payment("p1").Key, 1, "again", A.Noon), CancellationToken.None);
        await opened.Close();
        (await Query("select times from payment_repeats")).ShouldBe(1L);
    }

    /// <summary>Its nodes run beside the new ones and know of no attention.</summary>
    [Fact]
    public async Task Should_keep_attention_in_step_with_what_the_version_before_commits()
    {
        var opened = await home.Open();
        await opened.Payments.Commit(A.Payment("p1") with { Amount = new(250m, "SEK") }, CancellationToken.None);
        (await Query(CommitOfVersionBefore(1, "'why'", 1))).ShouldBe(2L);
        var search = new QliroAdapter.Ops.PaymentSearch { NeedsPersonAt = A.Noon.AddHours(1) };
        var parked = (await opened.Records.Find(search, CancellationToken.None)).ShouldHaveSingleItem();
        parked.Attention.ShouldBe(new("parked", "why", A.Noon, 250m));
        parked.Amount.ShouldBe(new(250m, "SEK"));

        (await Query(CommitOfVersionBefore(2, "null", 0))).ShouldBe(3L);
        (await opened.Records.Find(search, CancellationToken.None)).ShouldBeEmpty();
        await opened.Close();
    }

    /// <summary>Its nodes drop a hold from the document with their next commit, so that the column must go too.</summary>
    [Fact]
    public async Task Should_end_a_hold_with_what_the_version_before_commits()
    {
        var opened = await home.Open();
        await opened.Payments.Commit(A.Payment("p1") with { HeldReason = "why" }, CancellationToken.None);
        (await Query(
            $"""
            select payment_commit('{A.Payment("p1").Key}', 1, 'shop', 'se', 'order-1', 'p1', null, 'reserved', null,
                null, 0, '2026-03-14T12:00:00Z', '1', array[]::timestamptz[], array[]::text[], array[]::text[], '7.1',
                100, 'SEK', null, null, null, null, null, null)
            """)).ShouldBe(2L);
        (await opened.Records.Find(new() { HeldOnly = true }, CancellationToken.None)).ShouldBeEmpty();
        await opened.Close();
    }

    /// <summary>Its nodes deliver events and do not say so in these columns, which must not tell of what is gone.</summary>
    [Fact]
    public async Task Should_know_no_undelivered_events_after_what_the_version_before_commits()
    {
        var opened = await home.Open();
        await opened.Payments.Commit(
            A.Payment("p1") with { EventsSince = A.Noon, EventsGivenUp = 1 }, CancellationToken.None);
        (await Query(
            $"""
            select payment_commit('{A.Payment("p1").Key}', 1, 'shop', 'se', 'order-1', 'p1', null, 'reserved', null,
                null, 0, '2026-03-14T12:00:00Z', '1', array['2026-03-14T12:00:00Z']::timestamptz[], array['decision'],
                array['as before'], '7.1', 100, 'SEK', null, null, null, null, null, null, null, null,
                array[]::text[], null, null, false)
            """)).ShouldBe(2L);
        var backlog = await opened.Records.Backlog(A.Noon, CancellationToken.None);
        (backlog.OldestEvent, backlog.EventsGivenUp).ShouldBe((null, 0));
        (await opened.Records.Timeline(A.Payment("p1").Key, 9, CancellationToken.None))[^1].Summary.ShouldBe("as before");
        await opened.Close();
    }

    private static string CommitOfVersionBefore(int expected, string parked, int entries) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"""
        select payment_commit('{A.Payment("p1").Key}', {expected}, 'shop', 'se', 'order-1', 'p1', null, 'reserved', null,
            {parked}, {entries}, '2026-03-14T12:00:00Z', '1', array[]::timestamptz[], array[]::text[], array[]::text[],
            '7.{expected}')
        """);

    [Fact]
    public async Task Should_refuse_a_schema_two_versions_ahead()
    {
        await (await home.Open()).Close();
        await Query("update payment_schema set version = version + 2");
        (await Should.ThrowAsync<StoreStartException>(() => home.Open())).Message.ShouldContain("schema version");
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody;Password=hidden")]
    [InlineData("Host=127.0.0.1;Port={port};Username=nobody;Password=hidden;Database=none")]
    public async Task Should_name_the_setting_and_no_secret_when_there_is_no_database(string connectionString)
    {
        var server = await PostgresServer.Shared;
        await using var store = PostgresHome.StoreAt(
            connectionString.Replace("{port}", $"{server.Port}", StringComparison.Ordinal));
        var refusal = await Should.ThrowAsync<StoreStartException>(store.Open);
        refusal.Message.ShouldContain("Storage:Postgres:ConnectionString");
        refusal.Message.ShouldNotContain("hidden");
    }

    [Theory]
    [InlineData("due_at <= now() order by due_at, key limit 9", "payments_due")]
    [InlineData("(key = 'a' or order_id = 'a' or payment_id = 'a' or qliro_order_id = 'a')", "payments_qliro_order")]
    [InlineData("state = 'a' order by updated_at desc, key desc limit 9", "payments_state")]
    [InlineData("state = 'a' and parked_reason is not null order by updated_at desc limit 9", "payments_parked")]
    [InlineData("owed_calls > 0 limit 9", "payments_owing")]
    [InlineData("attention is not null order by at_risk desc, attention_at limit 9", "payments_attention")]
    [InlineData("merchant_reference >= 'a' and merchant_reference < 'b' limit 9", "payments_reference")]
    [InlineData("held_reason is not null order by updated_at desc limit 9", "payments_held")]
    [InlineData("events_since is not null order by events_since, key limit 9", "payments_events")]
    [InlineData("events_given_up > 0 order by updated_at desc limit 9", "payments_events_given_up")]
    [InlineData("key in (select key from payment_ids where id = 'a')", "payment_ids_pkey")]
    [InlineData("true order by updated_at desc, key desc limit 9", "payments_newest")]
    public async Task Should_answer_from_the_index_made_for_it(string condition, string index)
    {
        await (await home.Open()).Close();
        var plan = (string)(await Query(
            "set enable_seqscan = off; set enable_sort = off; create temporary table plan (line json); "
            + "do $do$ declare found json; begin execute $q$explain (format json) "
            + $"select * from payments where {condition}$q$ into found; insert into plan values (found); "
            + "end $do$; select line::text from plan"))!;
        plan.ShouldContain(index);
    }

    private Task<object?> Query(string statement) => PostgresServer.Execute(home.ConnectionString, statement);
}
