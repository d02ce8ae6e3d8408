using QliroAdapter.Tests.Postgres;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Postgres;

public sealed class When_months_go_by : IAsyncLifetime
{
    private readonly PostgresHome home = new();

    public async ValueTask InitializeAsync() => await (await home.Open()).Close();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task Should_have_a_table_for_this_month_and_three_to_come()
        => (await Months()).ShouldBe([.. await Named(0, 1, 2, 3), "payment_events_default"]);

    [Fact]
    public async Task Should_move_what_found_no_month_into_its_month()
    {
        var next = (await Named(2)).Single();
        await Query($"drop table {next}");
        await Query("insert into payment_events "
            + "select 'k', 1, now(), 'k', 's', date_trunc('month', now()) + interval '2 months'");
        (await Query("select count(*) from payment_events_default")).ShouldBe(1L);

        await Query("select payment_housekeeping(0)");

        (await Query("select count(*) from payment_events_default")).ShouldBe(0L);
        (await Query($"select count(*) from {next}")).ShouldBe(1L);
    }

    [Fact]
    public async Task Should_drop_months_that_ended_longer_ago_than_they_are_kept()
    {
        foreach (var month in await Named(-1, -2, -3))
        {
            var from = month["payment_events_".Length..].Replace('_', '-') + "-01";
            await Query($"create table {month} partition of payment_events for values from ('{from}') "
                + $"to (date '{from}' + interval '1 month')");
        }

        await Query("select payment_housekeeping(0)");
        (await Months()).Count.ShouldBe(8);

        await Query("select payment_housekeeping(2)");
        (await Months()).ShouldBe([.. await Named(-2, -1, 0, 1, 2, 3), "payment_events_default"]);
    }

    [Fact]
    public async Task Should_forget_repeats_that_are_older_than_the_events_that_are_kept()
    {
        await Query("insert into payment_repeats values ('k', 'old', 9, now() - interval '39 months', "
            + "now() - interval '26 months'), ('k', 'new', 9, now() - interval '39 months', now())");

        await (await home.Open()).Close();

        (await Query("select string_agg(what, ' ') from payment_repeats")).ShouldBe("new");
    }

    /// <summary>Commits wait for the partitions, so nothing else is done in their transaction.</summary>
    [Fact]
    public async Task Should_keep_commits_waiting_for_partitions_only()
    {
        await Query("insert into payment_repeats values ('k', 'old', 9, now() - interval '39 months', "
            + "now() - interval '26 months'); insert into payment_leases values ('k', 1, now(), now())");

        await Query("select payment_housekeeping(24)");

        (await Query("select count(*) from payment_repeats")).ShouldBe(1L);
        (await Query("select count(*) from payment_leases")).ShouldBe(1L);
    }

    [Fact]
    public async Task Should_count_a_history_on_when_its_beginning_is_gone()
    {
        var store = await home.Open();
        await store.Payments.Commit(A.Payment("p1"), CancellationToken.None);
        await Query("truncate payment_events");
        await store.Payments.Commit(A.Payment("p1", 1), CancellationToken.None);
        (await store.Records.Timeline(A.Payment("p1").Key, 10, CancellationToken.None))
            .ShouldHaveSingleItem().Sequence.ShouldBe(2);
        await store.Close();
    }

    private async Task<IReadOnlyList<string>> Months() => ((string)(await Query(
        "select string_agg(inhrelid::regclass::text, ' ' order by inhrelid::regclass::text) from pg_inherits "
        + "where inhparent = 'payment_events'::regclass"))!).Split(' ');

    private async Task<IReadOnlyList<string>> Named(params int[] fromNow)
    {
        var names = new List<string>();
        foreach (var month in fromNow)
            names.Add((string)(await Query("select 'payment_events_' || to_char("
                + "date_trunc('month', now() at time zone 'utc') "
                + $"+ interval '{month} months', 'YYYY_MM')"))!);
        return names;
    }

    private Task<object?> Query(string statement) => PostgresServer.Execute(home.ConnectionString, statement);
}
