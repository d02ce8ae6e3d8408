using Shouldly;
using Xunit;

namespace QliroAdapter.EmbeddedSilo.Tests;

public sealed class When_a_read_comes_beside_a_turn : IDisposable
{
    private readonly TestSilo silo = new();

    [Fact]
    public async Task Should_be_answered_during_the_turn_by_the_same_activation()
    {
        var gate = new Gate();
        var turn = silo.Turn("one", gate.Pass);
        await gate.Entered;

        Actor? asked = null;
        await silo.Beside("one", actor => Task.FromResult(asked = actor));

        turn.IsCompleted.ShouldBeFalse();
        asked.ShouldBe(silo.Created.ShouldHaveSingleItem());
        gate.Open();
        await turn;
    }

    [Fact]
    public async Task Should_not_hold_a_turn_up()
    {
        var gate = new Gate();
        var read = silo.Beside("one", gate.Pass);
        await gate.Entered;
        await silo.Turn("one", _ => Task.CompletedTask);
        silo.Created.Count.ShouldBe(1);
        gate.Open();
        await read;
    }

    [Fact]
    public async Task Should_make_one_activation_for_many_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(
            () => silo.Beside("one", async _ => await Task.Yield()))));
        silo.Created.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_leave_the_activation_when_it_throws()
    {
        await silo.Turn("one", _ => Task.CompletedTask);
        await Should.ThrowAsync<InvalidOperationException>(
            () => silo.Beside("one", _ => throw new InvalidOperationException("as a test")));
        (await silo.Turn("one", _ => Task.CompletedTask)).ShouldBe(2);
    }

    public void Dispose() => silo.Dispose();
}
