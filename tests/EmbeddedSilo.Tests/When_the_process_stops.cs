using Shouldly;
using Xunit;

namespace QliroAdapter.EmbeddedSilo.Tests;

public sealed class When_the_process_stops : IDisposable
{
    private readonly TestSilo silo = new();
    private readonly Gate gate = new();

    [Fact]
    public async Task Should_be_done_at_once_when_nothing_runs()
    {
        await silo.Turn("one", _ => Task.CompletedTask);
        await silo.Intake.Close();
        silo.Intake.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_finish_queued_turns_and_refuse_new_messages()
    {
        var running = silo.Turn("one", gate.Pass);
        var queued = silo.Turn("one", _ => Task.CompletedTask);
        var hook = silo.Hook("one", _ => Task.CompletedTask);
        await gate.Entered;

        var stopped = silo.Intake.Close();

        await Should.ThrowAsync<GrainBusyException>(() => silo.Turn("one", _ => Task.CompletedTask));
        await Should.ThrowAsync<GrainBusyException>(() => silo.Turn("two", _ => Task.CompletedTask));
        await Should.ThrowAsync<GrainBusyException>(() => silo.Hook("one", _ => Task.CompletedTask));
        await Should.ThrowAsync<GrainBusyException>(() => silo.Beside("one", _ => Task.CompletedTask));
        stopped.IsCompleted.ShouldBeFalse();

        gate.Open();
        await stopped;
        silo.Created.ShouldHaveSingleItem().Turns.ShouldBe(3);
        (await running, await queued, await hook).ShouldBe((1, 2, "served"));
    }

    [Fact]
    public async Task Should_take_what_a_turn_under_way_sends()
    {
        var order = silo.Turn("order", async actor =>
        {
            await gate.Pass(actor);
            await silo.Turn("payment", async _ =>
            {
                await Task.Yield();
                await silo.Beside("another", _ => Task.CompletedTask);
            });
        });
        await gate.Entered;
        var stopped = silo.Intake.Close();
        gate.Open();

        await order;
        await stopped;
        silo.Created.Select(actor => actor.Key).ShouldBe(["order", "payment", "another"]);
    }

    [Fact]
    public async Task Should_wait_for_a_read_too()
    {
        var read = silo.Beside("one", gate.Pass);
        await gate.Entered;
        var stopped = silo.Intake.Close();
        stopped.IsCompleted.ShouldBeFalse();
        gate.Open();
        await read;
        await stopped;
    }

    [Fact]
    public async Task Should_not_wait_for_a_hook_that_gave_up()
    {
        var running = silo.Turn("one", gate.Pass);
        await gate.Entered;
        var hook = silo.Hook("one", _ => Task.CompletedTask);
        var stopped = silo.Intake.Close();
        silo.Time.Advance(TimeSpan.FromSeconds(4));
        (await hook).ShouldBe("overtaken");
        gate.Open();
        await running;
        await stopped;
    }

    public void Dispose() => silo.Dispose();
}
