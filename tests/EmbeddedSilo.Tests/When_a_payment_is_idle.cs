using Shouldly;
using Xunit;

namespace QliroAdapter.EmbeddedSilo.Tests;

public sealed class When_a_payment_is_idle : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(300);
    private readonly TestSilo silo = new();

    [Fact]
    public async Task Should_leave_memory_and_come_back_with_the_next_message()
    {
        await silo.Turn("one", _ => Task.CompletedTask);
        silo.Time.Advance(Idle / 2);
        silo.Metrics.Activations.ShouldBe(1);
        (await silo.Turn("one", _ => Task.CompletedTask)).ShouldBe(2);

        silo.Time.Advance(Idle * 1.5);

        silo.Metrics.Activations.ShouldBe(0);
        (await silo.Turn("one", _ => Task.CompletedTask)).ShouldBe(1);
        silo.Created.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_stay_while_a_turn_runs_however_long()
    {
        var gate = new Gate();
        var turn = silo.Turn("one", gate.Pass);
        await gate.Entered;
        silo.Time.Advance(Idle * 10);

        silo.Metrics.Activations.ShouldBe(1);
        gate.Open();
        await turn;
        (await silo.Turn("one", _ => Task.CompletedTask)).ShouldBe(2);
    }

    [Fact]
    public async Task Should_stay_while_a_read_runs_and_go_after_it()
    {
        var gate = new Gate();
        var read = silo.Beside("one", gate.Pass);
        await gate.Entered;
        silo.Time.Advance(Idle * 2);
        silo.Metrics.Activations.ShouldBe(1);

        gate.Open();
        await read;
        silo.Time.Advance(Idle * 2);
        silo.Metrics.Activations.ShouldBe(0);
    }

    [Fact]
    public async Task Should_lose_no_message_that_races_with_its_going()
    {
        using var racing = new TestSilo(new() { IdleSeconds = 1 });
        const int senders = 4, rounds = 5000;
        var sent = 0;
        var done = false;

        // One side moves the clock a whole idle time again and again, the other sends: whatever happens in between,
        // every message has its turn, alone.
        var sweeping = Task.Run(() =>
        {
            while (!Volatile.Read(ref done)) racing.Time.Advance(TimeSpan.FromSeconds(1));
        });
        await Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(async () =>
        {
            for (var round = 0; round < rounds; round++)
            {
                if (round % 3 == 0) await racing.Beside($"{round % 2}", _ => Task.CompletedTask);
                await racing.Turn($"{round % 2}", _ => Task.FromResult(Interlocked.Increment(ref sent)));
            }
        })));
        Volatile.Write(ref done, true);
        await sweeping;

        sent.ShouldBe(senders * rounds);
        racing.Created.Sum(actor => actor.Turns).ShouldBe(senders * rounds);
        racing.Created.ShouldAllBe(actor => !actor.EverOverlapped);
        racing.Created.Count.ShouldBeGreaterThan(2, "the race never happened");
        racing.Time.Advance(TimeSpan.FromSeconds(5));
        racing.Metrics.Activations.ShouldBe(0);
    }

    public void Dispose() => silo.Dispose();
}
