using Shouldly;
using Xunit;

namespace QliroAdapter.EmbeddedSilo.Tests;

public sealed class When_another_node_is_at_work : IDisposable
{
    private readonly OtherNode other = new();
    private readonly TestSilo silo;
    private readonly long start;

    public When_another_node_is_at_work()
    {
        silo = new(claims: other);
        start = silo.Time.GetTimestamp();
    }

    public void Dispose() => silo.Dispose();

    [Fact]
    public async Task Should_take_its_turn_when_the_others_is_over()
    {
        other.Begin("one");
        var turn = silo.Turn("one", _ => Task.CompletedTask);
        var elsewhere = silo.Turn("two", _ => Task.CompletedTask);
        (await elsewhere).ShouldBe(1);
        await silo.Time.Timers(2);
        silo.Created.Select(actor => actor.Key).ShouldBe(["two"]);

        other.End("one");
        silo.Time.Advance(TimeSpan.FromMilliseconds(50));

        (await turn).ShouldBe(1);
        other.Ours.ShouldBe(0);
    }

    [Fact]
    public async Task Should_keep_the_activation_while_nobody_else_wrote_and_load_again_when_somebody_did()
    {
        await silo.Turn("one", _ => Task.CompletedTask);
        (await silo.Turn("one", _ => Task.CompletedTask)).ShouldBe(2);

        other.Begin("one");
        other.End("one", wrote: true);

        (await silo.Turn("one", _ => Task.CompletedTask)).ShouldBe(1);
        silo.Created.Count.ShouldBe(2);
        silo.Metrics.Activations.ShouldBe(1);
    }

    [Fact]
    public async Task Should_give_the_payment_back_after_a_turn_that_threw()
    {
        await Should.ThrowAsync<InvalidOperationException>(
            () => silo.Turn("one", _ => throw new InvalidOperationException()));
        other.Ours.ShouldBe(0);
        (await silo.Turn("one", _ => Task.CompletedTask)).ShouldBe(1);
    }

    [Fact]
    public async Task Should_answer_busy_to_a_call_when_the_other_does_not_end()
    {
        other.Begin("one");
        var turn = silo.Turn("one", _ => Task.CompletedTask);
        await PassTime(turn);
        await Should.ThrowAsync<GrainBusyException>(() => turn);
        silo.Time.GetElapsedTime(start).ShouldBeGreaterThanOrEqualTo(TurnPatience.Call);
        silo.Metrics.WaitingMessages.ShouldBe(0);
    }

    [Fact]
    public async Task Should_answer_a_hook_within_its_patience_and_tell_the_other_of_it()
    {
        other.Begin("one");
        var hook = silo.Hook("one", _ => Task.CompletedTask);
        await PassTime(hook, isHook: true);
        (await hook).ShouldBe("overtaken");
        other.KnowsOfHook.ShouldBeTrue();
        silo.Time.GetElapsedTime(start).ShouldBeLessThan(TurnPatience.Hook + TimeSpan.FromSeconds(1));
        silo.Metrics.WaitingMessages.ShouldBe(0);
    }

    [Fact]
    public async Task Should_tell_the_turn_here_of_a_hook_there()
    {
        var gate = new Gate();
        var turn = silo.Turn("one", gate.Pass);
        await gate.Entered;

        other.HookComes("one");
        other.HookComes("one");

        silo.Created.Single().Hooks.ShouldBe(['+']);
        gate.Open();
        await turn;
        silo.Created.Single().Hooks.ShouldBe(['+', '-']);
    }

    [Fact]
    public async Task Should_refuse_what_cannot_be_claimed_and_go_on_after()
    {
        other.Failure = new TimeoutException("no database");
        await Should.ThrowAsync<TimeoutException>(() => silo.Turn("one", _ => Task.CompletedTask));
        other.Failure = null;
        (await silo.Turn("one", _ => Task.CompletedTask)).ShouldBe(1);
        silo.Metrics.WaitingMessages.ShouldBe(0);
    }

    [Fact]
    public async Task Should_read_afresh_beside_turns_and_share_reads_that_come_together()
    {
        await silo.Turn("one", _ => Task.CompletedTask);
        var gate = new Gate();
        var first = silo.Beside("one", gate.Pass);
        await gate.Entered;
        await silo.Beside("one", _ => Task.CompletedTask);
        gate.Open();
        await first;
        silo.Created.Count.ShouldBe(2);

        await silo.Beside("one", _ => Task.CompletedTask);
        silo.Created.Count.ShouldBe(3);
    }

    /// <summary>Lets each pause between two questions pass, until there is an answer.</summary>
    private async Task PassTime(Task until, bool isHook = false)
    {
        // The sweep's timer, the pause's, and that of the hook's own patience while it lasts.
        int Timers() => isHook && silo.Time.GetElapsedTime(start) < TurnPatience.Hook ? 3 : 2;
        while (await Task.WhenAny(until, silo.Time.Timers(Timers())) != until)
            silo.Time.Advance(TimeSpan.FromMilliseconds(50));
    }
}
