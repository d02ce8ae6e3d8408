using Shouldly;
using Xunit;

namespace QliroAdapter.EmbeddedSilo.Tests;

public sealed class When_a_turn_throws : IDisposable
{
    private readonly TestSilo silo = new();

    private static Task Throw(Actor actor) => throw new InvalidOperationException("as a test");

    [Fact]
    public async Task Should_tell_its_sender_and_start_afresh_for_the_next()
    {
        (await silo.Turn("one", _ => Task.CompletedTask)).ShouldBe(1);
        (await Should.ThrowAsync<InvalidOperationException>(() => silo.Turn("one",
            Throw))).Message.ShouldBe("as a test");
        silo.Metrics.Activations.ShouldBe(0);

        (await silo.Turn("one", _ => Task.CompletedTask)).ShouldBe(1);
        silo.Created.Count.ShouldBe(2);
        silo.Metrics.Activations.ShouldBe(1);
    }

    [Fact]
    public async Task Should_keep_the_messages_that_wait()
    {
        var gate = new Gate();
        var first = silo.Turn("one", async actor =>
        {
            await gate.Pass(actor);
            await Throw(actor);
        });
        await gate.Entered;
        var waiting = Enumerable.Range(0, 3).Select(_ => silo.Turn("one", _ => Task.CompletedTask)).ToList();

        gate.Open();

        await Should.ThrowAsync<InvalidOperationException>(() => first);
        (await Task.WhenAll(waiting)).ShouldBe([1, 2, 3]);
        silo.Created.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_leave_other_payments_alone()
    {
        await silo.Turn("other", _ => Task.CompletedTask);
        await Should.ThrowAsync<InvalidOperationException>(() => silo.Turn("one", Throw));
        (await silo.Turn("other", _ => Task.CompletedTask)).ShouldBe(2);
    }

    [Fact]
    public async Task Should_count_an_actor_that_cannot_be_made_as_a_turn_that_threw()
    {
        using var broken = new BrokenSilo();
        await Should.ThrowAsync<InvalidOperationException>(() => broken.Send());
        broken.IsWhole = true;
        (await broken.Send()).ShouldBe(1);
    }

    public void Dispose() => silo.Dispose();
}
