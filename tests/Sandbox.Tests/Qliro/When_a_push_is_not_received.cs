using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Sandbox.Tests.Qliro;

public sealed class When_a_push_is_not_received : QliroSituation
{
    private static readonly JsonObject body = new() { ["OrderId"] = 1 };

    [Theory]
    [InlineData(200, """{"CallbackResponse":"received"}""", true)]
    [InlineData(200, """{"callbackResponse":"received"}""", false)]
    [InlineData(200, """{"CallbackResponse":"Order creation pending"}""", false)]
    [InlineData(200, "", false)]
    [InlineData(500, """{"CallbackResponse":"received"}""", false)]
    [InlineData(404, "", false)]
    public async Task Should_stop_only_for_200_with_the_exact_text(int status, string answer, bool received)
    {
        Adapter.Answer = (_, _) => (status, answer);
        var push = Qliro.SendPush("http://adapter.example/push", body);
        await Qliro.FlushPushes();
        push.Received.ShouldBe(received);
    }

    [Fact]
    public async Task Should_take_another_spelling_when_told_to()
    {
        Qliro.Options.StrictCallbackResponse = false;
        Adapter.Answer = (_, _) => (200, """{"callbackResponse":"received"}""");
        var push = Qliro.SendPush("http://adapter.example/push", body);
        await Qliro.FlushPushes();
        push.Received.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_come_again_by_the_schedule()
    {
        Qliro.Options.PushesByThemselves = true;
        Adapter.Answer = (_, _) => (500, "");
        var push = Qliro.SendPush("http://adapter.example/push", body);
        await Until(() => push.Attempts.Count == 2);
        foreach (var (seconds, tries) in new[] { (2, 3), (5, 4), (10, 5), (30, 6) })
        {
            await Until(() => Clock.Waiting > 0);
            Clock.Advance(TimeSpan.FromSeconds(seconds));
            await Until(() => push.Attempts.Count == tries);
        }

        Adapter.Answer = (_, _) => (200, """{"CallbackResponse":"received"}""");
        await Until(() => Clock.Waiting > 0);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Until(() => push.Received);
        push.Attempts.Count.ShouldBe(7);
    }

    [Fact]
    public async Task Should_be_doubled_lost_and_reordered_as_told()
    {
        Qliro.PushSwitches.Copies = 2;
        await Bought();
        Qliro.Pushes.Count.ShouldBe(4);

        Qliro.PushSwitches.Copies = 1;
        Qliro.PushSwitches.Drop = push => push.Kind == PushKind.OrderManagement;
        await Bought();
        Qliro.Pushes[^1].GivenUp.ShouldBeTrue();

        Qliro.PushSwitches.Drop = _ => false;
        Qliro.PushSwitches.Hold = _ => true;
        Qliro.Options.PushesByThemselves = true;
        await Bought();
        var before = Adapter.Calls.Count;
        Qliro.ReleaseHeldPushes(lastFirst: true);
        await Until(() => Adapter.Calls.Count == before + 2);
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var turns = 0; !condition(); turns++)
        {
            turns.ShouldBeLessThan(1_000_000);
            await Task.Yield();
        }
    }
}
