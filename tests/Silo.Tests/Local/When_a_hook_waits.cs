using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.EmbeddedSilo;
using QliroAdapter.Tests;

namespace QliroAdapter.Silo.Tests;

/// <summary>
/// The queue of one activation, on a scheduler that runs one thing at a time, as an activation's does.
/// </summary>
public sealed class When_a_hook_waits : IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(4);

    private readonly SimulatedTime time = new();
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly TaskFactory scheduler = new(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);
    private readonly Ears grain = new();
    private readonly List<string> ran = [];
    private readonly SiloMetrics metrics;
    private readonly TurnQueue queue;

    public When_a_hook_waits()
    {
        metrics = new SiloMetrics(services.GetRequiredService<IMeterFactory>());
        queue = new TurnQueue(3, time, metrics);
    }

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task Should_run_turns_one_at_a_time_in_order()
    {
        var hold = new TaskCompletionSource();
        var turns = new[] { Turn("first", hold.Task), Turn("second"), Turn("third") };
        ran.ShouldBe(["first"]);
        metrics.WaitingMessages.ShouldBe(2);
        hold.SetResult();
        await Task.WhenAll(turns);
        ran.ShouldBe(["first", "second", "third"]);
        (metrics.WaitingMessages, metrics.RunningTurns).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Should_tell_the_turn_before_it()
    {
        var hold = new TaskCompletionSource();
        var turn = Turn("turn", hold.Task);
        var hook = Hook("hook");
        grain.Waiting.ShouldBe(1);
        hold.SetResult();
        await turn;
        (await hook).ShouldBeTrue();
        grain.Waiting.ShouldBe(0);
        ran.ShouldBe(["turn", "hook"]);
    }

    [Fact]
    public async Task Should_give_up_and_never_run_when_its_turn_does_not_come()
    {
        var hold = new TaskCompletionSource();
        var turn = Turn("turn", hold.Task);
        var hook = Hook("hook");
        var next = Turn("next");
        time.Advance(patience);
        (await hook).ShouldBeFalse();
        grain.Waiting.ShouldBe(0);
        hold.SetResult();
        await Task.WhenAll(turn, next);
        ran.ShouldBe(["turn", "next"]);
        (metrics.WaitingMessages, metrics.RunningTurns).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Should_go_on_after_a_turn_that_threw()
    {
        var broken = scheduler.StartNew(() => queue.Take(() => throw new InvalidOperationException("broken"))).Unwrap();
        await Should.ThrowAsync<InvalidOperationException>(broken);
        await Turn("next");
        ran.ShouldBe(["next"]);
    }

    [Fact]
    public async Task Should_turn_away_what_finds_the_queue_full()
    {
        var hold = new TaskCompletionSource();
        var turns = Enumerable.Range(0, 4).Select(number => Turn($"{number}", hold.Task)).ToList();
        await Should.ThrowAsync<GrainBusyException>(Turn("too many"));
        await Should.ThrowAsync<GrainBusyException>(Hook("too many"));
        hold.SetResult();
        await Task.WhenAll(turns);
        ran.Count.ShouldBe(4);
    }

    private Task Turn(string name, Task? until = null)
    {
        var turn = scheduler.StartNew(() => queue.Take(() => Run(name, until))).Unwrap();
        Settle();
        return turn;
    }

    private Task<bool> Hook(string name)
    {
        var hook = scheduler.StartNew(() => queue.TryTake(grain, patience, () => Run(name, null))).Unwrap();
        Settle();
        return hook;
    }

    private Task Run(string name, Task? until)
    {
        ran.Add(name);
        return until ?? Task.CompletedTask;
    }

    // The scheduler takes one thing after the other: when this has run, what was before it has gone as far as it can.
    private void Settle()
    {
        using var settled = new ManualResetEventSlim();
        _ = scheduler.StartNew(settled.Set);
        settled.Wait();
    }

    private sealed class Ears : IHookAware
    {
        public int Waiting { get; private set; }

        public void HookArrived() => Waiting++;

        public void HookServed() => Waiting--;
    }
}
