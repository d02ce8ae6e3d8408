using Npgsql;
using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Postgres;

public sealed class When_the_answer_to_a_commit_is_lost : IAsyncLifetime
{
    private readonly PostgresHome home = new();
    private CuttingProxy proxy = null!;
    private PostgresStore store = null!;

    public async ValueTask InitializeAsync()
    {
        await home.Create();
        var direct = new NpgsqlConnectionStringBuilder(home.ConnectionString);
        proxy = new CuttingProxy(direct.Port);
        direct.Port = proxy.Port;
        store = PostgresHome.StoreAt(direct.ConnectionString);
        await store.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await store.Close();
        await proxy.DisposeAsync();
        await home.DisposeAsync();
    }

    [Fact]
    public async Task Should_know_that_it_was_carried_out()
    {
        for (var version = 0; version < 3; version++)
        {
            proxy.CutNextAnswers(1);
            (await Commit(A.Payment("p1", version))).ShouldBe(version + 1);
        }

        proxy.Cuts.ShouldBe(3);
        await ShouldStand(version: 3);
    }

    [Fact]
    public async Task Should_know_it_when_the_repeats_answer_is_lost_too()
    {
        proxy.CutNextAnswers(3);
        (await Commit(A.Payment("p1"))).ShouldBe(1);
        proxy.Cuts.ShouldBe(3);
        await ShouldStand(version: 1);
    }

    [Fact]
    public async Task Should_carry_it_out_when_it_never_arrived()
    {
        proxy.CutNextCommit();
        (await Commit(A.Payment("p1"))).ShouldBe(1);
        proxy.Cuts.ShouldBe(1);
        await ShouldStand(version: 1);
    }

    [Fact]
    public async Task Should_not_take_somebody_elses_commit_for_its_own()
    {
        var other = await home.Open();
        await other.Payments.Commit(A.Payment("p1") with { Document = "theirs" }, CancellationToken.None);
        proxy.CutNextAnswers(1);

        await Should.ThrowAsync<StoreConflictException>(() => Commit(A.Payment("p1")));

        (await store.Load(A.Payment("p1").Key, CancellationToken.None))!.Document.ShouldBe("theirs");
        await other.Close();
    }

    private Task<long> Commit(PaymentCommit commit) => store.Commit(commit, CancellationToken.None);

    private async Task ShouldStand(long version)
    {
        var key = A.Payment("p1").Key;
        (await store.Load(key, CancellationToken.None))!.Version.ShouldBe(version);
        (await store.Timeline(key, 100, CancellationToken.None)).Count.ShouldBe((int)version);
    }
}
