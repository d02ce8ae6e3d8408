using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Postgres;

/// <summary>A database as the program of schema version 1 left it, or still uses it.</summary>
public sealed class When_the_program_before_claimed_turns : IAsyncLifetime
{
    private const int VersionBefore = 1;

    private readonly PostgresHome home = new();

    public async ValueTask InitializeAsync()
    {
        await home.Create();
        using var tables = new StreamReader(
            typeof(PostgresStore).Assembly.GetManifestResourceStream("postgres/0001-tables.sql")!);
        await Query(await tables.ReadToEndAsync());
        await Query(
            $"""
            create table payment_schema (version integer not null);
            insert into payment_schema (version) values ({VersionBefore});
            insert into payments (key, merchant, channel, order_id, payment_id, state, version, due_at, owed_calls,
                                  updated_at, last_event, commit_id, document)
            values ('shop/se/order-1/p1', 'shop', 'se', 'order-1', 'p1', 'intent', 3, '2026-03-14T12:00:00Z', 0,
                    '2026-03-14T12:00:00Z', 5, '7.1', '"before"');
            insert into payment_nodes (node, name, beat_at)
            values (nextval('payment_node_numbers'), 'before/1', clock_timestamp() - interval '1 hour');
            create function payment_node_is_alive(p_node bigint) returns boolean language sql as 'select true'
            """);
    }

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task Should_take_its_payments_over_and_drop_what_kept_its_nodes_apart()
    {
        var store = await home.Open();
        (await store.Payments.Load(A.Payment("p1").Key, CancellationToken.None))!.Document.ShouldBe("\"before\"");
        (await store.Payments.Due(A.Noon, 10, CancellationToken.None)).ShouldBe([A.Payment("p1").Key]);
        (await store.Payments.Commit(A.Payment("p1", 3), CancellationToken.None)).ShouldBe(4);
        (await store.Records.Timeline(A.Payment("p1").Key, 10, CancellationToken.None))
            .ShouldHaveSingleItem().Sequence.ShouldBe(6);
        await store.Close();

        (await Query(
            """
            select string_agg(name, ' ') from (
                select relname as name from pg_class union all select proname from pg_proc) as named
            where name like 'payment_node%' or name like 'payment_claim%' or name like 'payment_look%'
            """)).ShouldBe(DBNull.Value);
        // The numbers continue: none is given twice, because two commits could then have the same id.
        (await Query("select last_value from payment_writer_numbers")).ShouldBe(2L);
    }

    [Fact]
    public async Task Should_refuse_and_change_nothing_while_its_nodes_beat()
    {
        await Query("update payment_nodes set beat_at = clock_timestamp() + interval '1 minute'");
        (await Should.ThrowAsync<StoreStartException>(home.Open)).Message
            .ShouldContain("stop all of them, then start the new ones");
        (await Query("select version from payment_schema")).ShouldBe(VersionBefore);
        (await Query("select count(*) from payment_nodes")).ShouldBe(1L);
    }

    // The previous program accepts a database one version ahead of its own.
    [Fact]
    public void Should_be_further_ahead_than_it_takes()
        => PostgresMigrations.Newest.ShouldBeGreaterThan(VersionBefore + 1);

    private Task<object?> Query(string statement) => PostgresServer.Execute(home.ConnectionString, statement);
}
