using QliroAdapter.Silo.Tests.Run;

namespace QliroAdapter.Silo.Tests.Local;

/// <summary>Norce holds its order while its hook waits for the turn before it.</summary>
public sealed class When_a_hook_waits : IAsyncLifetime
{
    private LocalShop shop = null!;
    private Purchase purchase = null!;

    public async ValueTask InitializeAsync()
    {
        shop = await LocalShop.Open();
        // The first hook compiles its code, and so would use up some of the next one's four seconds.
        await shop.Hook(await shop.Buy());
        purchase = await shop.Buy();
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Should_run_when_its_turn_comes()
    {
        var (push, fault) = await shop.LongTurn(purchase);
        var hook = shop.Hook(purchase);
        // Two turns: the push's, and the hook, which interleaves and waits for a turn of its own.
        await Cluster.Eventually.Holds(() => shop.Statistics is { RunningTurns: 2, WaitingMessages: 1 });

        fault.Release();

        (await push).ShouldBe(200);
        (await hook).Status.ShouldBe(200);
        (await shop.Timeline(purchase)).ShouldContain("Norce proposes a changed order");
    }

    [Fact]
    public async Task Should_be_refused_after_four_seconds_and_never_run()
    {
        using var counted = new Counted(shop.Services, "silo.hooks.timed_out");
        var (push, fault) = await shop.LongTurn(purchase);
        var asked = TimeProvider.System.GetTimestamp();

        var (status, text) = await shop.Hook(purchase);

        var took = TimeProvider.System.GetElapsedTime(asked);
        status.ShouldBe(409);
        text.ShouldContain("did not get its turn in 4 s; try again");
        took.ShouldBeGreaterThan(TimeSpan.FromSeconds(3.9));
        took.ShouldBeLessThan(TimeSpan.FromSeconds(8));
        counted.Sum.ShouldBe(1);
        fault.Release();
        (await push).ShouldBe(200);
        (await shop.Push(purchase)).ShouldBe(200);
        (await shop.Timeline(purchase)).ShouldNotContain("Norce proposes a changed order");
    }

    [Fact]
    public async Task Should_shorten_the_running_turns_wait_for_norce()
    {
        // Norce answers nobody while it holds the order. Without the hook the turn would wait 20 s for it.
        var fault = shop.Shop.Norce.Faults.On("GET", $"/orders/{purchase.Order}").Hold(times: 100);
        var refresh = shop.Shop.Send(HttpMethod.Post,
            $"{shop.Url}/api/order/v1/orders/{purchase.Order}/payments/{purchase.Payment}/refresh");
        await fault.Arrived;
        var asked = TimeProvider.System.GetTimestamp();

        var hook = shop.Hook(purchase);
        await refresh;

        TimeProvider.System.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromSeconds(12));
        fault.Release();
        await hook;
    }

    [Fact]
    public async Task Should_be_answered_each_though_the_payment_is_hot()
    {
        using var over = new CancellationTokenSource();
        var pushes = Enumerable.Range(0, 4).Select(async _ =>
        {
            while (!over.IsCancellationRequested) (await shop.Push(purchase)).ShouldBe(200);
        }).ToList();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.Hook(purchase)));

        await over.CancelAsync();
        await Task.WhenAll(pushes);
        answers.ShouldAllBe(answer => answer.Status == 200 || answer.Status == 409);
        answers.ShouldContain(answer => answer.Status == 200);
    }
}
