using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Postgres;

public sealed class When_nodes_claim_payments : IAsyncLifetime
{
    private static readonly string key = A.Payment("p1").Key;

    private readonly PostgresHome home = new();
    private PostgresStore one = null!;
    private PostgresStore other = null!;

    public async ValueTask InitializeAsync()
    {
        await home.Create();
        (one, other) = (PostgresHome.StoreAt(home.ConnectionString, 2), PostgresHome.StoreAt(home.ConnectionString));
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
    public async Task Should_let_one_node_at_a_time_have_it_whether_there_is_a_payment_or_not()
    {
        foreach (var version in new[] { 0L, 1L })
        {
            var claim = (await Claim(one)).ShouldNotBeNull();
            claim.Version.ShouldBe(version);
            (await Claim(other)).ShouldBeNull();
            await one.Commit(A.Payment("p1", version), CancellationToken.None);
            claim.Version.ShouldBe(version + 1);
            claim.Release();
            (await ClaimInTime(other)).Release();
            await Free();
        }
    }

    [Fact]
    public async Task Should_let_exactly_one_of_many_have_it()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(
            () => (number % 2 == 0 ? one : other).TryClaim($"{key}{number / 2}", -1, false, () => { }))));
        for (var pair = 0; pair < 10; pair++)
            claims[(2 * pair)..((2 * pair) + 2)].Count(claim => claim is not null).ShouldBe(1);
    }

    [Fact]
    public async Task Should_bring_the_payment_with_the_claim_unless_it_is_known()
    {
        await one.Commit(A.Payment("p1"), CancellationToken.None);

        var claim = (await other.TryClaim(key, 0, false, () => { })).ShouldNotBeNull();
        claim.IsUnchanged.ShouldBeFalse();
        await Rename("changed behind the claim");
        (await other.Load(key, CancellationToken.None))!.Document.ShouldBe(A.Payment("p1").Document);
        (await other.Load(key, CancellationToken.None))!.Document.ShouldBe("changed behind the claim");
        claim.Release();

        (await other.TryClaim(key, 1, false, () => { })).ShouldNotBeNull().IsUnchanged.ShouldBeTrue();
        (await other.Load(key, CancellationToken.None))!.Document.ShouldBe("changed behind the claim");
    }

    [Fact]
    public async Task Should_load_again_after_losing_a_commit_under_a_lapsed_claim()
    {
        await Claim(one);
        await other.Commit(A.Payment("p1"), CancellationToken.None);
        await Should.ThrowAsync<StoreConflictException>(() => one.Commit(A.Payment("p1"), CancellationToken.None));
        (await one.Load(key, CancellationToken.None))!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task Should_take_over_from_a_node_that_is_silent()
    {
        (await Claim(one)).ShouldNotBeNull();
        await Query("delete from payment_nodes where node = (select node from payment_claims)");
        (await Claim(other)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_take_over_from_a_node_that_leaves()
    {
        (await Claim(one)).ShouldNotBeNull();
        await one.Close();
        (await Claim(other)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_keep_a_later_turns_claim_when_an_earlier_ones_is_given_back()
    {
        var first = (await Claim(one)).ShouldNotBeNull();
        var second = (await Claim(one)).ShouldNotBeNull();
        first.Release();
        // Given back in order: once this one is free, the first was dealt with.
        (await one.TryClaim("another", -1, false, () => { }))!.Release();
        await Until(async () => (long)(await Query("select count(*) from payment_claims where key = 'another'"))! == 0);
        (await Claim(other)).ShouldBeNull();
        second.Release();
        await ClaimInTime(other);
    }

    [Fact]
    public async Task Should_tell_the_node_that_has_it_of_a_hook_elsewhere()
    {
        var told = new TaskCompletionSource();
        (await one.TryClaim(key, -1, false, () => told.TrySetResult())).ShouldNotBeNull();
        (await Claim(other)).ShouldBeNull();
        told.Task.IsCompleted.ShouldBeFalse();
        (await other.TryClaim(key, -1, true, () => { })).ShouldBeNull();
        // Real time: told with the next heartbeat, half a second away. Generous, for the machine may be busy.
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    [Fact]
    public async Task Should_hold_no_connection_while_partners_are_called()
    {
        // Two connections, one of them the node's own: a hundred turns that wait for a partner leave it free.
        for (var number = 0; number < 100; number++)
            (await one.TryClaim($"waits for a partner {number}", -1, false, () => { })).ShouldNotBeNull();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(async () =>
        {
            var payment = A.Payment($"quick {number}");
            var claim = (await one.TryClaim(payment.Key, -1, false, () => { })).ShouldNotBeNull();
            (await one.Load(payment.Key, CancellationToken.None)).ShouldBeNull();
            await one.Commit(payment, CancellationToken.None);
            claim.Release();
        })));
    }

    [Fact]
    public async Task Should_go_on_after_the_server_forgot_all_claims_and_nodes()
    {
        var claim = (await Claim(one)).ShouldNotBeNull();
        await Query("truncate payment_claims, payment_nodes, payment_looks");
        await one.Commit(A.Payment("p1"), CancellationToken.None);
        claim.Release();
        (await Claim(one)).ShouldNotBeNull();
        // The node's next heartbeat counts it in again; from then on its claims hold.
        await Until(async () => (long)(await Query("select count(*) from payment_nodes"))! == 2);
        (await Claim(other)).ShouldBeNull();
    }

    private static Task<ITurnClaim?> Claim(PostgresStore store) => store.TryClaim(key, -1, false, () => { });

    /// <summary>A claim is given back beside the work, a moment after it was said to be over.</summary>
    private static async Task<ITurnClaim> ClaimInTime(PostgresStore store)
    {
        ITurnClaim? claim = null;
        await Until(async () => (claim = await Claim(store)) is not null);
        return claim!;
    }

    private Task Free() => Until(async () => (long)(await Query("select count(*) from payment_claims"))! == 0);

    // Real time, for what the store does beside. Generous, for the machine may be busy.
    private static async Task Until(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds()) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
    }

    private Task Rename(string document) => Query($"update payments set document = '{document}'");

    private Task<object?> Query(string statement) => PostgresServer.Execute(home.ConnectionString, statement);
}
