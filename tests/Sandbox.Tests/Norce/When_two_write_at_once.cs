using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Sandbox.Tests.Norce;

public sealed class When_two_write_at_once : NorceSituation
{
    [Theory]
    [InlineData(BusyOrder.Refuse, 409)]
    [InlineData(BusyOrder.Wait, 200)]
    public async Task Should_refuse_or_hold_the_second_while_hooks_run(BusyOrder mode, int expected)
    {
        Norce.Options.BusyOrder = mode;
        await AddHook("/cart");
        var free = new TaskCompletionSource();
        Adapter.Silence = free.Task;

        var first = Norce.ChangeQuantity(OrderId, 0, 3);
        while (Adapter.Calls.Count == 0) await Task.Yield();
        var second = Norce.Norce("PATCH", $"/{OrderId}/attributes", new JsonObject { ["a"] = 1 });
        second.IsCompleted.ShouldBe(mode == BusyOrder.Refuse);
        free.SetResult();

        (await first).Status.ShouldBe(200);
        (await second).Status.ShouldBe(expected);
        Total.ShouldBe(375m);
    }
}
