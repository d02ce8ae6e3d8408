using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Postgres;

public sealed class When_processes_look_for_due_work : IAsyncLifetime
{
    private static readonly TimeSpan tick = TimeSpan.FromMicroseconds(1);

    private readonly PostgresHome home = new();
    private PostgresStore one = null!;
    private PostgresStore other = null!;

    public async ValueTask InitializeAsync()
    {
        await home.Create();
        (one, other) = (PostgresHome.StoreAt(home.ConnectionString), PostgresHome.StoreAt(home.ConnectionString));
        await one.Open();
        await other.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await one.Close();
        await other.Close();
        await home.DisposeAsync();
    }

    [Fact]
    public async Task Should_give_each_payment_to_one_of_them_and_to_it_again()
    {
        for (var number = 0; number < 50; number++) await CommitDue($"p{number}");

        var looks = await Task.WhenAll(Enumerable.Range(0, 8).Select(look => Task.Run(
            () => Scan(look % 2 == 0 ? one : other, max: 10))));

        var ones = looks.Where((_, look) => look % 2 == 0).SelectMany(keys => keys).ToHashSet(StringComparer.Ordinal);
        var others = looks.Where((_, look) => look % 2 == 1).SelectMany(keys => keys).ToHashSet(StringComparer.Ordinal);
        ones.Intersect(others).ShouldBeEmpty();
        (await Scan(one)).Concat(await Scan(other)).Distinct().Count().ShouldBe(50);
    }

    [Fact]
    public async Task Should_find_what_another_leased_when_the_lease_has_run_out()
    {
        await CommitDue("p1");
        (await Scan(one)).Count.ShouldBe(1);
        (await Scan(other, A.Noon + DueLease.Length - tick)).ShouldBeEmpty();
        (await Scan(other, A.Noon + DueLease.Length)).Count.ShouldBe(1);
        (await Scan(one, A.Noon + DueLease.Length)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_let_one_of_many_have_what_ran_out()
    {
        await CommitDue("p1");
        await Scan(one);
        await one.Close();
        var late = A.Noon + DueLease.Length;
        var stores = Enumerable.Range(0, 8).Select(_ => PostgresHome.StoreAt(home.ConnectionString, 2)).ToList();
        await Task.WhenAll(stores.Select(store => store.Open()));
        await PostgresServer.Execute(home.ConnectionString,
            "insert into payment_leases (key, holder, due_at, leased_until) "
            + $"select key, 0, due_at, timestamptz '{late:O}' from payments");

        var found = await Task.WhenAll(stores.Select(store => Task.Run(() => Scan(store, late))));

        found.Count(keys => keys.Count == 1).ShouldBe(1);
        foreach (var store in stores) await store.Close();
    }

    [Fact]
    public async Task Should_make_a_lease_longer_for_who_has_it()
    {
        await CommitDue("p1");
        await Scan(one);
        (await Scan(one, A.Noon + (DueLease.Length / 2))).Count.ShouldBe(1);
        (await Scan(other, A.Noon + DueLease.Length)).ShouldBeEmpty();
        (await Scan(other, A.Noon + (DueLease.Length * 1.5))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_write_a_fresh_lease_once()
    {
        await CommitDue("p1");
        await Scan(one);
        var written = await Query("select xmin::text || ctid from payment_leases");
        (await Scan(one, A.Noon.AddSeconds(1))).Count.ShouldBe(1);
        (await Query("select xmin::text || ctid from payment_leases")).ShouldBe(written);
    }

    [Fact]
    public async Task Should_end_a_lease_when_a_commit_moves_the_due_time()
    {
        await CommitDue("p1");
        await Scan(one);
        var next = A.Noon.AddSeconds(1);
        await one.Commit(A.Payment("p1", 1) with { DueAt = next }, CancellationToken.None);
        (await Scan(other, next)).Count.ShouldBe(1);
        (await Scan(one, next)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_keep_a_lease_when_a_commit_leaves_the_due_time_alone()
    {
        await CommitDue("p1");
        await Scan(one);
        await other.Commit(A.Payment("p1", 1) with { DueAt = A.Noon }, CancellationToken.None);
        (await Scan(other)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(-5, true)]
    [InlineData(5, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(3600, false)]
    public async Task Should_heed_a_lease_by_a_clock_that_is_somewhat_off_and_none_by_one_far_ahead(
        int secondsAhead, bool isHeeded)
    {
        await one.Commit(A.Payment("p1") with { DueAt = A.Noon.AddMinutes(-1) }, CancellationToken.None);
        await Scan(one, A.Noon.AddSeconds(secondsAhead));
        (await Scan(other)).Count.ShouldBe(isHeeded ? 0 : 1);
    }

    [Fact]
    public async Task Should_give_a_leaving_ones_work_to_another_at_once()
    {
        await CommitDue("p1");
        (await Scan(one)).Count.ShouldBe(1);
        (await Scan(other)).ShouldBeEmpty();

        await one.Close();

        (await Scan(other)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_go_on_after_the_server_forgot_all_leases()
    {
        await CommitDue("p1");
        await Scan(one);
        await Query("truncate payment_leases");
        (await Scan(other)).Count.ShouldBe(1);
        (await Scan(one)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_pass_over_a_payment_that_is_being_written()
    {
        await CommitDue("busy");
        await CommitDue("free");
        await using var connection = new Npgsql.NpgsqlConnection(home.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"update payments set state = 'busy' where payment_id = 'busy'";
        await command.ExecuteNonQueryAsync();

        (await Scan(one)).ShouldBe([A.Payment("free").Key]);

        await transaction.RollbackAsync();
        (await Scan(one)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_forget_leases_of_what_is_due_no_more()
    {
        await CommitDue("waits");
        await CommitDue("moved");
        await CommitDue("done");
        await Scan(one);
        await one.Commit(A.Payment("moved", 1) with { DueAt = A.Noon.AddHours(1) }, CancellationToken.None);
        await one.Commit(A.Payment("done", 1), CancellationToken.None);
        await (await home.Open()).Close();
        (await Query("select string_agg(key, ' ') from payment_leases")).ShouldBe(A.Payment("waits").Key);
    }

    private Task CommitDue(string payment)
        => one.Commit(A.Payment(payment) with { DueAt = A.Noon }, CancellationToken.None);

    private static Task<IReadOnlyList<string>> Scan(PostgresStore store, int max = 100)
        => store.Due(A.Noon, max, CancellationToken.None);

    private static Task<IReadOnlyList<string>> Scan(PostgresStore store, DateTimeOffset at)
        => store.Due(at, 100, CancellationToken.None);

    private Task<object?> Query(string statement) => PostgresServer.Execute(home.ConnectionString, statement);
}
