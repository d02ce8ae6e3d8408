using Shouldly;
using Xunit;

namespace QliroAdapter.EmbeddedSilo.Tests;

public sealed class When_a_hook_waits : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private readonly TestSilo silo = new();
    private readonly Gate gate = new();

    private Actor Only => silo.Created.ShouldHaveSingleItem();

    private async Task<Task<int>> LongTurn()
    {
        var turn = silo.Turn("one", gate.Pass);
        await gate.Entered;
        return turn;
    }

    [Fact]
    public async Task Should_be_answered_as_overtaken_after_four_seconds_and_never_start()
    {
        var before = await LongTurn();
        var started = false;
        var hook = silo.Hook("one", _ => Task.FromResult(started = true));
        silo.Time.Advance(Patience - TimeSpan.FromMilliseconds(1));
        hook.IsCompleted.ShouldBeFalse();

        silo.Time.Advance(TimeSpan.FromMilliseconds(1));

        (await hook).ShouldBe("overtaken");
        silo.Metrics.WaitingMessages.ShouldBe(0);
        gate.Open();
        await before;
        (await silo.Turn("one", _ => Task.CompletedTask)).ShouldBe(2);
        started.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_be_finished_once_begun_however_long_it_takes()
    {
        var hook = silo.Hook("one", gate.Pass);
        await gate.Entered;
        silo.Time.Advance(Patience * 3);
        hook.IsCompleted.ShouldBeFalse();
        gate.Open();
        (await hook).ShouldBe("served");
    }

    [Fact]
    public async Task Should_keep_its_place_in_the_queue()
    {
        var before = await LongTurn();
        var order = new List<string>();
        var first = silo.Turn("one", _ => Note("turn"));
        var second = silo.Hook("one", _ => Note("hook"));
        var third = silo.Turn("one", _ => Note("turn after"));

        gate.Open();
        await Task.WhenAll(before, first, second, third);
        order.ShouldBe(["turn", "hook", "turn after"]);

        Task Note(string what)
        {
            order.Add(what);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Should_be_made_known_to_the_payment_and_taken_leave_of_when_served()
    {
        var before = await LongTurn();
        var hook = silo.Hook("one", _ => Task.CompletedTask);
        Only.Hooks.ShouldBe(['+']);
        gate.Open();
        await hook;
        await before;
        Only.Hooks.ShouldBe(['+', '-']);
    }

    [Fact]
    public async Task Should_be_taken_leave_of_when_it_gives_up()
    {
        var before = await LongTurn();
        var hooks = new[] { silo.Hook("one", _ => Task.CompletedTask), silo.Hook("one", _ => Task.CompletedTask) };
        silo.Time.Advance(Patience);
        await Task.WhenAll(hooks);
        Only.Hooks.ShouldBe(['+', '+', '-', '-']);
        gate.Open();
        await before;
    }

    [Fact]
    public async Task Should_be_made_known_to_a_payment_that_comes_to_memory_meanwhile()
    {
        var failing = silo.Turn("one", async actor =>
        {
            await gate.Pass(actor);
            throw new InvalidOperationException("as a test");
        });
        await gate.Entered;
        var next = new Gate();
        var turn = silo.Turn("one", next.Pass);
        var hook = silo.Hook("one", _ => Task.CompletedTask);

        gate.Open();
        await Should.ThrowAsync<InvalidOperationException>(() => failing);
        await next.Entered;

        silo.Created.Select(actor => new string([.. actor.Hooks])).ShouldBe(["+-", "+"]);
        next.Open();
        await Task.WhenAll(turn, hook);
        silo.Created.Last().Hooks.ShouldBe(['+', '-']);
    }

    [Fact]
    public async Task Should_end_every_notice_it_began_in_any_race()
    {
        using var racing = new TestSilo();
        var done = false;
        var clock = Task.Run(() =>
        {
            while (!Volatile.Read(ref done)) racing.Time.Advance(TimeSpan.FromSeconds(1));
        });
        var answers = new int[2];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(sender => Task.Run(async () =>
        {
            for (var round = 0; round < 2000; round++)
            {
                var turn = racing.Turn("one", async _ => await Task.Yield());
                var answer = await racing.Hook("one", _ => Task.CompletedTask);
                Interlocked.Increment(ref answers[answer is "served" ? 0 : 1]);
                await turn;
            }
        })));
        Volatile.Write(ref done, true);
        await clock;

        answers.Sum().ShouldBe(8000);
        foreach (var actor in racing.Created)
        {
            var waiting = 0;
            foreach (var sign in actor.Hooks) (waiting += sign == '+' ? 1 : -1).ShouldBeGreaterThanOrEqualTo(0);
            waiting.ShouldBe(0);
        }

        racing.Metrics.WaitingMessages.ShouldBe(0);
    }

    public void Dispose() => silo.Dispose();
}
