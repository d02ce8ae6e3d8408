using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Postgres;

/// <summary>
/// The server believes that it is a year later: <c>clock_timestamp()</c>, the only clock in our statements, is hidden
/// by a function of that name in a schema that is searched first.
/// </summary>
public sealed class When_the_servers_clock_is_ahead : IAsyncLifetime
{
    private readonly PostgresHome home = new();
    private PostgresStore store = null!;

    public async ValueTask InitializeAsync()
    {
        await home.Create();
        await PostgresServer.Execute(home.ConnectionString,
            """
            create schema ahead;
            create function ahead.clock_timestamp() returns timestamptz language sql
            as $$ select pg_catalog.clock_timestamp() + interval '1 year' $$
            """);
        // Tables are created in the first schema of the search path.
        store = PostgresHome.StoreAt(home.ConnectionString + ";Search Path=\"ahead,pg_catalog\"");
        await store.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await store.Close();
        await home.DisposeAsync();
    }

    [Fact]
    public async Task Should_call_due_what_is_due_by_our_clock()
    {
        await store.Commit(A.Payment("due") with { DueAt = A.Noon }, CancellationToken.None);
        await store.Commit(A.Payment("later") with { DueAt = A.Noon.AddMinutes(1) }, CancellationToken.None);
        (await store.Due(A.Noon, 10, CancellationToken.None)).ShouldBe([A.Payment("due").Key]);
    }

    [Fact]
    public async Task Should_keep_our_times_in_a_history_filed_by_its_own()
    {
        await store.Commit(A.Payment("p1"), CancellationToken.None);
        (await store.Timeline(A.Payment("p1").Key, 10, CancellationToken.None))
            .ShouldHaveSingleItem().At.ShouldBe(A.Noon);
        var filed = (string)(await PostgresServer.Execute(
            home.ConnectionString, "select tableoid::regclass::text from ahead.payment_events"))!;
        var year = (decimal)(await PostgresServer.Execute(home.ConnectionString, "select extract(year from now())"))!;
        filed.ShouldStartWith($"ahead.payment_events_{year + 1}");
    }
}
