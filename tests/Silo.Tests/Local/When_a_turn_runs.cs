namespace QliroAdapter.Silo.Tests.Local;

public sealed class When_a_turn_runs : IAsyncLifetime
{
    private LocalShop shop = null!;

    public async ValueTask InitializeAsync() => shop = await LocalShop.Open();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Should_answer_reads_beside_it()
    {
        var purchase = await shop.Buy();
        var (push, fault) = await shop.LongTurn(purchase);

        (await shop.Get(purchase)).ShouldBe(200);

        push.IsCompleted.ShouldBeFalse();
        fault.Release();
        (await push).ShouldBe(200);
    }

    [Fact]
    public async Task Should_keep_the_next_one_waiting_and_other_payments_not()
    {
        var (purchase, other) = (await shop.Buy(), await shop.Buy());
        var (push, fault) = await shop.LongTurn(purchase);
        var next = shop.Push(purchase);
        await Cluster.Eventually.Holds(() => shop.Statistics is { RunningTurns: 1, WaitingMessages: 1 });

        (await shop.Push(other)).ShouldBe(200);

        next.IsCompleted.ShouldBeFalse();
        fault.Release();
        (await Task.WhenAll(push, next)).ShouldBe([200, 200]);
        await Cluster.Eventually.Holds(() => shop.Statistics is { RunningTurns: 0, WaitingMessages: 0 });
    }

    [Fact]
    public async Task Should_begin_afresh_after_one_that_threw()
    {
        var (purchase, other) = (await shop.Buy(), await shop.Buy());
        var (key, otherKey) = (KeyOf(purchase), KeyOf(other));
        (await shop.Push(other)).ShouldBe(200);
        var (loads, otherLoads) = (shop.Store.LoadsOf(key), shop.Store.LoadsOf(otherKey));
        using var failed = new Counted(shop.Services, "silo.turns.failed");

        shop.Store.NextCommit = new InvalidOperationException("as a test");
        (await shop.Push(purchase)).ShouldBe(500);

        failed.Sum.ShouldBe(1);
        (await shop.Push(purchase)).ShouldBe(200);
        await Cluster.Eventually.Holds(() => shop.Shop.Norce.Status(purchase.Order) == "completed");
        shop.Store.LoadsOf(key).ShouldBeGreaterThan(loads);
        (await shop.Push(other)).ShouldBe(200);
        shop.Store.LoadsOf(otherKey).ShouldBe(otherLoads);
    }

    private static string KeyOf(Run.Purchase purchase) => Cluster.ClusteredShop.KeyOf(purchase).ToString();
}
