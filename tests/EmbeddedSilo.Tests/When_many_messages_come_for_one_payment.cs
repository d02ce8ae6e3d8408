using System.Diagnostics;
using Shouldly;
using Xunit;

namespace QliroAdapter.EmbeddedSilo.Tests;

public sealed class When_many_messages_come_for_one_payment : IDisposable
{
    private readonly TestSilo silo = new(new() { QueueLimit = 1000 });

    [Fact]
    public async Task Should_never_let_two_turns_overlap()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(
            () => silo.Turn("one", async _ => await Task.Yield()))));

        var actor = silo.Created.ShouldHaveSingleItem();
        actor.Turns.ShouldBe(1000);
        actor.EverOverlapped.ShouldBeFalse();
        silo.Metrics.WaitingMessages.ShouldBe(0);
        silo.Metrics.RunningTurns.ShouldBe(0);
    }

    [Fact]
    public async Task Should_keep_the_order_of_arrival()
    {
        var seen = new List<int>();
        await Task.WhenAll(Enumerable.Range(0, 500).Select(number => silo.Turn("one", async _ =>
        {
            await Task.Yield();
            seen.Add(number);
        })));

        seen.ShouldBe(Enumerable.Range(0, 500));
    }

    [Fact]
    public async Task Should_run_other_payments_meanwhile()
    {
        // Each turn ends only when all have begun: this hangs if any payment waits for another.
        var gates = Enumerable.Range(0, 20).Select(_ => new Gate()).ToList();
        var turns = gates.Select((gate, number) => silo.Turn($"payment {number}", gate.Pass)).ToList();
        await Task.WhenAll(gates.Select(gate => gate.Entered));
        silo.Metrics.RunningTurns.ShouldBe(20);

        gates.ForEach(gate => gate.Open());
        await Task.WhenAll(turns);
        silo.Metrics.Activations.ShouldBe(20);
    }

    [Fact]
    public async Task Should_refuse_what_exceeds_the_queue()
    {
        using var small = new TestSilo(new() { QueueLimit = 3 });
        var gate = new Gate();
        var running = small.Turn("one", gate.Pass);
        await gate.Entered;
        var waiting = Enumerable.Range(0, 3).Select(_ => small.Turn("one", _ => Task.CompletedTask)).ToList();

        await Should.ThrowAsync<GrainBusyException>(() => small.Turn("one", _ => Task.CompletedTask));
        await Should.ThrowAsync<GrainBusyException>(() => small.Hook("one", _ => Task.CompletedTask));
        await small.Turn("another", _ => Task.CompletedTask);

        gate.Open();
        await Task.WhenAll(waiting);
        (await running).ShouldBe(1);
        await small.Turn("one", _ => Task.CompletedTask);
    }

    [Fact]
    public async Task Should_go_on_with_the_senders_trace()
    {
        using var sender = new Activity("sender").Start();
        string? inTurn = null;
        await silo.Turn("one", async _ =>
        {
            await Task.Yield();
            inTurn = Activity.Current?.Id;
        });
        inTurn.ShouldBe(sender.Id);
        Activity.Current.ShouldBe(sender);
    }

    public void Dispose() => silo.Dispose();
}
