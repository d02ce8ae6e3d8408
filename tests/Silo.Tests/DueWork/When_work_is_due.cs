using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QliroAdapter.Silo.Tests.Calls;
using QliroAdapter.Tests;

namespace QliroAdapter.Silo.Tests.DueWork;

public sealed class When_work_is_due : IAsyncDisposable
{
    private const string Payment = "shop/se/order-1/p1";
    private const string Order = "shop/se/order%2F1";

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SimulatedTime time = new();
    private readonly DueBoard board = new();
    private readonly ConcurrentQueue<string> sent = new();
    private readonly SiloOptions options = new() { DueWorkParallelism = 2 };
    private readonly Silo.DueWork work;
    private Func<string, Task> turn = _ => Task.CompletedTask;

    public When_work_is_due() => work = new(
        board, Proxy.Of<IPaymentGrains>((_, keys) => Grain($"{keys[0]}")),
        Options.Create(options), time, new(services.GetRequiredService<IMeterFactory>()),
        NullLogger<Silo.DueWork>.Instance);

    // For payments and orders alike, only one method is called.
    private IGrainWithStringKey Grain(string key) => key.Count(letter => letter == '/') == 3
        ? Proxy.Of<IPaymentGrain>((method, _) => Continue(key, method))
        : Proxy.Of<IOrderGrain>((method, _) => Continue(key, method));

    private Task Continue(string key, MethodInfo method)
    {
        method.Name.ShouldBe("Continue");
        sent.Enqueue(key);
        return turn(key);
    }

    private Task Scan() => work.Scan(CancellationToken.None);

    private async Task<int> SentByScanAfter(double seconds)
    {
        var before = sent.Count;
        time.Advance(TimeSpan.FromSeconds(seconds));
        await Scan();
        return sent.Count - before;
    }

    [Fact]
    public async Task Should_tell_payments_and_orders_to_continue()
    {
        board.Keys.AddRange([Payment, Order]);
        await Scan();
        sent.ShouldBe([Payment, Order]);
    }

    [Fact]
    public async Task Should_look_at_once_and_then_at_every_interval_until_stopped()
    {
        await work.StartAsync(CancellationToken.None);
        await board.Scanned();
        for (var look = 2; look <= 4; look++)
        {
            await time.Timers(min: 1);
            time.Advance(TimeSpan.FromMilliseconds(249));
            board.Scans.ShouldBe(look - 1);
            time.Advance(TimeSpan.FromMilliseconds(1));
            await board.Scanned();
        }

        await work.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Should_ask_a_failing_store_more_seldom_and_go_on_when_it_answers()
    {
        board.Broken = new InvalidOperationException("as a test");
        board.Keys.Add(Payment);
        await work.StartAsync(CancellationToken.None);
        await board.Scanned();
        await time.Timers(min: 1);
        foreach (var wait in new[] { 500, 1000, 2000, 4000, 8000, 10000, 10000 })
        {
            await time.Timers(min: 1);
            var tries = board.Scans;
            time.Advance(TimeSpan.FromMilliseconds(wait - 1));
            board.Scans.ShouldBe(tries);
            time.Advance(TimeSpan.FromMilliseconds(1));
            await board.Scanned();
        }

        await time.Timers(min: 1);
        board.Broken = null;
        time.Advance(TimeSpan.FromSeconds(10));
        await board.Scanned();
        await time.Timers(min: 1);
        time.Advance(TimeSpan.FromMilliseconds(250));
        await board.Scanned();
        await work.StopAsync(CancellationToken.None);
        sent.ShouldBe([Payment]);
    }

    [Fact]
    public async Task Should_not_send_again_before_the_last_was_answered()
    {
        var answer = new TaskCompletionSource();
        turn = _ => answer.Task;
        board.Keys.Add(Payment);
        await Scan();
        (await SentByScanAfter(seconds: 100)).ShouldBe(0);

        answer.SetResult();
        (await SentByScanAfter(seconds: 1)).ShouldBe(1);
    }

    [Fact]
    public async Task Should_try_a_failing_one_ever_more_seldom()
    {
        turn = _ => throw new InvalidOperationException("as a test");
        await Should_pause_longer_each_time();
    }

    [Fact]
    public async Task Should_try_one_that_stays_due_ever_more_seldom() => await Should_pause_longer_each_time();

    private async Task Should_pause_longer_each_time()
    {
        board.Keys.Add(Payment);
        (await SentByScanAfter(seconds: 0)).ShouldBe(1);
        foreach (var pause in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            (await SentByScanAfter(pause - 0.001)).ShouldBe(0, $"before {pause} s");
            (await SentByScanAfter(0.001)).ShouldBe(1, $"after {pause} s");
        }
    }

    [Fact]
    public async Task Should_forget_the_pauses_of_one_that_was_due_no_more()
    {
        board.Keys.Add(Payment);
        await Scan();
        (await SentByScanAfter(1)).ShouldBe(1);
        board.Keys.Clear();
        await Scan();

        board.Keys.Add(Payment);
        (await SentByScanAfter(0)).ShouldBe(1);
        (await SentByScanAfter(1)).ShouldBe(1);
    }

    [Fact]
    public async Task Should_find_the_healthy_behind_many_broken()
    {
        turn = key => key.Contains("broken", StringComparison.Ordinal)
            ? throw new InvalidOperationException("as a test")
            : Task.CompletedTask;
        board.Keys.AddRange(Enumerable.Range(0, 100).Select(number => $"shop/se/broken/{number}"));
        board.Keys.Add(Payment);
        for (var look = 0; look < 10; look++) await Scan();
        sent.Last().ShouldBe(Payment);
        sent.Count.ShouldBe(101);
    }

    [Fact]
    public async Task Should_run_a_bounded_number_at_once()
    {
        var answers = new[] { new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource() };
        var next = -1;
        turn = _ => answers[Interlocked.Increment(ref next)].Task;
        board.Keys.AddRange(["s/c/o/1", "s/c/o/2", "s/c/o/3"]);

        var look = Scan();
        look.IsCompleted.ShouldBeFalse();
        sent.Count.ShouldBe(2);

        answers[0].SetResult();
        await look;
        sent.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Should_pause_for_a_key_it_cannot_read_and_serve_the_rest()
    {
        board.Keys.AddRange(["nonsense", Payment]);
        await Scan();
        await Scan();
        sent.ShouldBe([Payment]);
    }

    public async ValueTask DisposeAsync()
    {
        work.Dispose();
        await services.DisposeAsync();
    }
}
