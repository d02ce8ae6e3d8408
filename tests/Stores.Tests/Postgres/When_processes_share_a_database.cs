using System.Collections.Concurrent;
using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Postgres;

public sealed class When_processes_share_a_database : IAsyncLifetime
{
    private readonly PostgresHome home = new();
    private PostgresStore one = null!;
    private PostgresStore other = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
    public async Task Should_let_one_of_them_commit_a_version_the_first_too()
    {
        for (var version = 0; version < 20; version++)
        {
            var taken = await Task.WhenAll(IsTaken(one, "one", version), IsTaken(other, "other", version));

            taken.Count(won => won).ShouldBe(1);
            var winner = taken[0] ? "one" : "other";
            foreach (var store in new[] { one, other })
                (await store.Load(A.Payment("p1").Key, Cancellation))!.Document.ShouldBe(winner);
        }

        (await one.Timeline(A.Payment("p1").Key, 100, Cancellation)).Count.ShouldBe(20);
    }

    [Fact]
    public async Task Should_give_each_commit_an_id_of_its_own()
    {
        var ids = new ConcurrentBag<string>();
        foreach (var (store, name) in new[] { (one, "one"), (other, "other"), (one, "once more") })
        {
            await store.Commit(A.Payment(name), Cancellation);
            ids.Add((string)(await Query($"select commit_id from payments where payment_id = '{name}'"))!);
        }

        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
    }

    [Fact]
    public async Task Should_be_counted_while_they_have_it_open()
    {
        (await Open()).ShouldBe(2);
        await one.Close();
        (await Open()).ShouldBe(1);
        await other.Close();
        (await Open()).ShouldBe(0);
    }

    [Fact]
    public async Task Should_be_counted_again_after_a_broken_connection()
    {
        await Query(
            """
            select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and mode = 'ShareLock'
            and database = (select oid from pg_database where datname = current_database())
            """);

        // Real time, for the store's background work. Long, because the machine may be busy.
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await Open() < 2) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, timeout.Token);

        await one.Commit(A.Payment("p1"), Cancellation);
        await using var wanting = new Npgsql.NpgsqlConnection(home.ConnectionString + ";Pooling=false");
        await wanting.OpenAsync(Cancellation);
        (await PostgresSession.TryShutOut(wanting, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Should_wait_with_opening_while_somebody_has_it_alone()
    {
        await one.Close();
        await other.Close();
        await using var alone = new Npgsql.NpgsqlConnection(home.ConnectionString + ";Pooling=false");
        await alone.OpenAsync(Cancellation);
        await IsAlone(alone);

        await using var third = PostgresHome.StoreAt(home.ConnectionString);
        var opening = third.Open();
        await IsWaited();
        opening.IsCompleted.ShouldBeFalse();

        await alone.CloseAsync();
        await opening;
        (await Open()).ShouldBe(1);
    }

    [Fact]
    public async Task Should_be_seen_beside_the_members_of_a_cluster()
    {
        (await Scan()).Members.ShouldBeNull();
        await Query(
            """
            create table cluster_members (port integer, status integer, i_am_alive_time timestamptz);
            insert into cluster_members values (1, 3, now()), (2, 3, now() - interval '3 minutes'), (3, 6, now())
            """);

        var facts = await Scan();

        facts.Processes.ShouldBe(2);
        facts.Members.ShouldBe(2);
        facts.MembersSilent.ShouldBe(1);
        facts.LastSign!.Value.ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    /// <summary>The server ends a session, and what it held, a moment after its connection.</summary>
    private static async Task IsAlone(Npgsql.NpgsqlConnection alone)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await PostgresSession.TryShutOut(alone, Cancellation))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, timeout.Token);
    }

    private async Task IsWaited()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await Query("select count(*) from pg_locks where locktype = 'advisory' and not granted") is 0L)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, timeout.Token);
    }

    private static async Task<bool> IsTaken(PostgresStore store, string by, long version)
    {
        try
        {
            await store.Commit(A.Payment("p1", version) with { Document = by }, Cancellation);
            return true;
        }
        catch (StoreConflictException)
        {
            return false;
        }
    }

    private async Task<int> Open() => (await Scan()).Processes;

    private async Task<PostgresFacts> Scan()
    {
        var options = new PostgresStoreOptions { ConnectionString = home.ConnectionString };
        var facts = await PostgresFacts.Read(options, TimeProvider.System, Cancellation);
        facts.Problem.ShouldBeNull();
        return facts;
    }

    private Task<object?> Query(string statement) => PostgresServer.Execute(home.ConnectionString, statement);
}
